package org.ganxian.platform.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Writes XLSX files part by part, so that a test can make them as odd as files from outside are. */
public class RawWorkbook {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final Map<String, byte[]> others = new LinkedHashMap<>();
    private final List<String> sheetXml = new ArrayList<>();
    private final List<String> sheetNames = new ArrayList<>();
    private final StringBuilder shared = new StringBuilder();
    private int sharedCount;
    private String workbookProperties = "";

    /** A sheet with these rows, each as {@link #row} makes them. */
    public RawWorkbook sheet(String name, String... rows) {
        return sheetOf(name, "", String.join("", rows));
    }

    /** A sheet that claims to reach so far. */
    public RawWorkbook sheetOf(String name, String dimension, String rows) {
        sheetNames.add(name);
        sheetXml.add("<worksheet xmlns=\"" + SPREADSHEET + "\">"
                + (dimension.isEmpty() ? "" : "<dimension ref=\"" + dimension + "\"/>") + "<sheetData>" + rows
                + "</sheetData></worksheet>");
        return this;
    }

    /** Areas that the last sheet shows as one cell each. */
    public RawWorkbook merged(String... areas) {
        StringBuilder cells = new StringBuilder("</sheetData><mergeCells>");
        for (String area : areas) {
            cells.append("<mergeCell ref=\"").append(area).append("\"/>");
        }
        int last = sheetXml.size() - 1;
        sheetXml.set(last, sheetXml.get(last).replace("</sheetData>", cells + "</mergeCells>"));
        return this;
    }

    /** A part as it is, whether it belongs there or not. */
    public RawWorkbook part(String name, byte[] content) {
        others.put(name, content);
        return this;
    }

    public RawWorkbook since1904() {
        workbookProperties = "<workbookPr date1904=\"true\"/>";
        return this;
    }

    public static String row(int number, String... cells) {
        return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
    }

    /** A whole row of texts, from column A; null leaves a cell out. */
    public static String texts(int number, String... texts) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                row.append(text((char) ('A' + i) + String.valueOf(number), texts[i]));
            }
        }
        return row(number, row.toString());
    }

    public static String text(String address, String text) {
        return "<c r=\"" + address + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text)
                + "</t></is></c>";
    }

    public static String number(String address, String number) {
        return "<c r=\"" + address + "\"><v>" + number + "</v></c>";
    }

    public static String formula(String address, String formula, String shown) {
        return "<c r=\"" + address + "\" t=\"str\"><f>" + escaped(formula) + "</f><v>" + escaped(shown) + "</v></c>";
    }

    public static String error(String address, String error) {
        return "<c r=\"" + address + "\" t=\"e\"><v>" + error + "</v></c>";
    }

    public static String blank(String address) {
        return "<c r=\"" + address + "\" s=\"1\"/>";
    }

    /** A text of the shared table. */
    public String sharedText(String address, String text) {
        shared.append("<si><t xml:space=\"preserve\">").append(escaped(text)).append("</t></si>");
        return "<c r=\"" + address + "\" t=\"s\"><v>" + sharedCount++ + "</v></c>";
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "_x000D_");
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts().entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Map<String, byte[]> parts() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        StringBuilder types =
                new StringBuilder(override("workbook", "sheet.main") + override("sharedStrings", "sharedStrings"));
        StringBuilder relations = new StringBuilder(relation("shared", "sharedStrings", "sharedStrings.xml"));
        StringBuilder sheets = new StringBuilder();
        for (int i = 0; i < sheetXml.size(); i++) {
            String part = "worksheets/sheet" + (i + 1);
            types.append(override(part, "worksheet"));
            relations.append(relation("sheet" + i, "worksheet", part + ".xml"));
            sheets.append(
                    "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"sheet%d\"/>".formatted(sheetNames.get(i), i + 1, i));
            parts.put("xl/" + part + ".xml", utf8(DECLARATION + sheetXml.get(i)));
        }
        parts.put(
                "[Content_Types].xml",
                utf8(DECLARATION + "<Types xmlns=\"" + PACKAGE + "/content-types\">"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + types + "</Types>"));
        parts.put(
                "xl/workbook.xml",
                utf8(DECLARATION + "<workbook xmlns=\"" + SPREADSHEET + "\" xmlns:r=\"" + OFFICE + "\">"
                        + workbookProperties + "<sheets>" + sheets + "</sheets></workbook>"));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                utf8(DECLARATION + "<Relationships xmlns=\"" + PACKAGE + "/relationships\">" + relations
                        + "</Relationships>"));
        parts.put(
                "xl/sharedStrings.xml", utf8(DECLARATION + "<sst xmlns=\"" + SPREADSHEET + "\">" + shared + "</sst>"));
        parts.putAll(others);
        return parts;
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"/xl/" + part + ".xml\" ContentType=\"" + TYPE + type + "+xml\"/>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same workbook as Excel saves it as Strict Open XML. */
    public static byte[] strict(byte[] workbook) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(part.getName()));
                zip.write(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .replace(SPREADSHEET, "http://purl.oclc.org/ooxml/spreadsheetml/main")
                        .replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
