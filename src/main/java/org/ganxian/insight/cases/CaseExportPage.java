package org.ganxian.insight.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.insight.Managers;
import org.ganxian.insight.ReportingPeriod;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.web.DeskPage;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list behind a number as a file. Who took one is on record. */
@DeskPage
@RequiredArgsConstructor
class CaseExportPage {

    private static final String EXPORTED = "cases-exported";

    private final Managers managers;
    private final CaseExport export;
    private final ListWords words;
    private final Audit audit;
    private final CurrentActor currentActor;
    private final Clock clock;

    @GetMapping("/desk/cases/export")
    void export(@RequestParam Map<String, String> asked, HttpServletResponse response) throws IOException {
        CaseFilter filter = CaseFilter.of(managers.area(asked.get("within")), asked, clock.instant());
        String title = words.of(filter).title();
        audit.record(
                currentActor.get(),
                EXPORTED,
                filter.show().key() + " " + filter.area().within());
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(title + " " + ReportingPeriod.day(filter.now()) + ".xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        export.write(filter, response.getOutputStream());
    }
}
