package org.ganxian.insight.reports;

import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.table.TextWorkbook;
import org.ganxian.platform.web.Downloads;
import org.springframework.http.ResponseEntity;

/** As what figures are given. */
@RequiredArgsConstructor
enum FileKind {
    PDF("application/pdf"),
    XLSX(TextWorkbook.MEDIA_TYPE);

    private final String mediaType;

    /** Of an address, which allows no others. */
    static FileKind of(String ending) {
        return valueOf(ending.toUpperCase(Locale.ROOT));
    }

    /** Where a kept report has it. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    ResponseEntity<byte[]> answer(byte[] content, String title) {
        return Downloads.inline(title + "." + name().toLowerCase(Locale.ROOT), mediaType, content);
    }
}
