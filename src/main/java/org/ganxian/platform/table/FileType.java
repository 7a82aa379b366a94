package org.ganxian.platform.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.tika.Tika;

/**
 * What the first bytes of a file say.
 *
 * @param name zh-CN, what a file that is worth trying as text really seems to be; empty for plain text
 */
record FileType(Kind kind, String name) {

    /** How to read it. */
    enum Kind {
        WORKBOOK,
        OLD_WORKBOOK,
        TEXT
    }

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Tika TIKA = new Tika();

    private static final Map<String, String> NAMES = Map.of(
            "application/vnd.oasis.opendocument.spreadsheet", " OpenDocument 表格",
            "application/pdf", " PDF",
            "text/html", "网页（HTML）",
            "application/xhtml+xml", "网页（HTML）",
            "application/xml", " XML",
            "application/rtf", "写字板文档（RTF）",
            "application/gzip", "压缩包",
            "application/x-rar-compressed", "压缩包",
            "application/x-7z-compressed", "压缩包");

    static FileType of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            String type = TIKA.detect(in);
            return switch (type) {
                case "application/zip", "application/x-tika-ooxml", XLSX -> new FileType(Kind.WORKBOOK, "");
                case "application/x-tika-msoffice" -> new FileType(Kind.OLD_WORKBOOK, "");
                default -> new FileType(Kind.TEXT, name(type));
            };
        }
    }

    private static String name(String type) {
        if (NAMES.containsKey(type)) {
            return NAMES.get(type);
        }
        return type.startsWith("image/")
                ? "图片"
                : type.startsWith("text/") || type.endsWith("octet-stream") ? "" : " " + type;
    }
}
