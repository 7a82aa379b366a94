package org.ganxian.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.ganxian.organization.Unit;
import org.ganxian.platform.PeopleTime;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The lines as a spreadsheet, in the same words as on the page, written while they are read. */
@Component
@RequiredArgsConstructor
class AuditFile {

    static final int ROWS = 100_000;

    private static final List<String> HEAD = List.of("时间", "人员", "账号", "做了什么", "对象");
    private static final int[] WIDTHS = {26, 26, 18, 26, 40};

    private final AuditLog log;
    private final AuditWords words;
    private final Clock clock;

    void write(AuditFilter filter, Unit scope, HttpServletResponse response) throws IOException {
        String name = filter.logins() ? "登录日志" : "审计记录";
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                name + " "
                                        + clock.instant()
                                                .atZone(PeopleTime.ZONE)
                                                .toLocalDate() + ".xlsx",
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (Workbook workbook = new Workbook(response.getOutputStream(), "ganxian", null)) {
            Worksheet sheet = workbook.newWorksheet(name);
            sheet.freezePane(0, 1);
            for (int i = 0; i < HEAD.size(); i++) {
                sheet.width(i, WIDTHS[i]);
                sheet.value(0, i, HEAD.get(i));
            }
            sheet.range(0, 0, 0, HEAD.size() - 1).style().bold().set();
            int[] row = {1};
            log.each(filter, scope, some -> {
                words.of(some).forEach(said -> write(sheet, row[0]++, said));
                flush(sheet);
            });
            sheet.finish();
        }
    }

    private static void write(Worksheet sheet, int row, AuditWords.Said said) {
        sheet.value(row, 0, said.at());
        sheet.value(row, 1, said.who());
        sheet.value(row, 2, said.account());
        sheet.value(row, 3, said.action());
        sheet.value(row, 4, said.subject());
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
