package org.ganxian.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A resident's copy: a ZIP of one JSON file that people can read too, and the photos, materials and papers of each case. */
@Component
@RequiredArgsConstructor
class ResidentFile {

    private final Demands demands;
    private final List<PersonalData> all;
    private final ObjectMapper json;

    @Transactional(readOnly = true)
    public void write(List<String> numbers, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        Map<String, Object> told = new LinkedHashMap<>();
        for (String number : numbers) {
            Demand demand = demands.get(number);
            PersonalData.Case one = new PersonalData.Case(demand.id(), number);
            told.put(number, told(one));
            Set<String> names = new HashSet<>();
            for (PersonalData part : all) {
                for (PersonalData.File file : part.files(one)) {
                    String name = number + "/" + plain(file.name());
                    // Two papers may be called the same.
                    add(
                            zip,
                            names.add(name) ? name : number + "/" + names.size() + " " + plain(file.name()),
                            file.content());
                }
            }
        }
        add(zip, "个人信息.json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(told));
        zip.finish();
    }

    private Map<String, Object> told(PersonalData.Case one) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (PersonalData part : all) {
            List<Map<String, String>> lines = new ArrayList<>();
            part.of(one).forEach(line -> lines.add(Map.of(line.name(), line.text())));
            if (!lines.isEmpty()) {
                parts.put(part.title(), lines);
            }
        }
        return parts;
    }

    /** A name that leads nowhere else when it is unpacked. */
    private static String plain(String name) {
        return name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").replace("..", "_");
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
