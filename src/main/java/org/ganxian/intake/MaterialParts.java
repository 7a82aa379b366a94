package org.ganxian.intake;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.MaterialUpload;
import org.springframework.http.MediaType;

/** The files of an application in a multipart request: parts named {@code materials.} and the material's code. */
public final class MaterialParts {

    public static final String PREFIX = "materials.";

    private static final int ECHO_LENGTH = 60;
    private static final double MB = 1024 * 1024;

    private MaterialParts() {}

    static boolean areIn(HttpServletRequest request) {
        return request.getContentType() != null
                && request.getContentType().toLowerCase().startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    /**
     * The files that were chosen; a field in which none was is sent as an empty part without a name, and left out.
     *
     * @throws Refusal 400 when a material came as text
     */
    public static List<MaterialUpload> of(HttpServletRequest request) {
        List<MaterialUpload> files = new ArrayList<>();
        for (Part part : all(request)) {
            if (!part.getName().startsWith(PREFIX)) {
                continue;
            }
            String filename = part.getSubmittedFileName();
            if (filename == null) {
                throw Refusal.field(echo(part.getName()), "材料应为文件");
            } else if (!filename.isEmpty() || part.getSize() > 0) {
                files.add(new MaterialUpload(part.getName().substring(PREFIX.length()), filename, bytes(part)));
            }
        }
        return files;
    }

    /**
     * Sees to it that nothing is sent that would be overlooked.
     *
     * @param others names of the parts beside the materials, each of which may be there once
     */
    public static void requireOnly(HttpServletRequest request, Set<String> others) {
        Set<String> seen = new java.util.HashSet<>();
        for (Part part : all(request)) {
            String name = part.getName();
            if (name.startsWith(PREFIX)) {
                continue;
            } else if (!others.contains(name)) {
                throw Refusal.field(echo(name), "没有这个部分：%s。材料文件请命名为 materials. 加材料编码".formatted(echo(name)));
            } else if (!seen.add(name)) {
                throw Refusal.field(name, "只能有一个 " + name);
            }
        }
    }

    /** The bytes of a part, whether it was sent as text or as a file. */
    public static Optional<byte[]> part(HttpServletRequest request, String name) {
        return all(request).stream()
                .filter(p -> p.getName().equals(name))
                .findFirst()
                .map(MaterialParts::bytes);
    }

    /** What to say at the fields of files that are too large; empty when none is. */
    public static Map<String, String> tooLarge(List<MaterialUpload> files) {
        Map<String, String> wrong = new LinkedHashMap<>();
        files.stream()
                .filter(f -> f.content().length > Applications.MAX_FILE_BYTES)
                .forEach(f -> wrong.put(
                        PREFIX + f.material(),
                        "“%s”有 %.1f MB，单个文件不能超过 %.0f MB"
                                .formatted(
                                        echo(f.filename()),
                                        Math.ceil(f.content().length / MB * 10) / 10,
                                        Applications.MAX_FILE_BYTES / MB)));
        return wrong;
    }

    static Collection<Part> all(HttpServletRequest request) {
        if (!areIn(request)) {
            return List.of();
        }
        try {
            return request.getParts();
        } catch (IOException | ServletException e) {
            throw Refusal.invalid("上传的内容不完整，请重试");
        }
    }

    static byte[] bytes(Part part) {
        try (var in = part.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw Refusal.invalid("上传的内容不完整，请重试");
        }
    }

    /** Names from outside, short and without control characters. */
    private static String echo(String name) {
        return Texts.shorten(name.replaceAll("\\p{C}", "?"), ECHO_LENGTH);
    }
}
