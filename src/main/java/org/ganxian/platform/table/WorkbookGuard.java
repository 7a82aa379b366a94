package org.ganxian.platform.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.ChecksumInputStream;
import org.ganxian.platform.Refusal;

/**
 * Goes through a whole XLSX file once before the library may read it, with the same reader of archives, keeping nothing:
 * how much it unpacks to, whether it is intact, and whether its XML would make the library hold more than a sheet of
 * reports does. Bounds are far above what people send.
 */
final class WorkbookGuard {

    private static final int PARTS = 2_000;
    private static final long UNPACKED_BYTES = 256L << 20;
    /** Below this, even the best-packed blank rows are nobody's concern. */
    private static final long RATIO_MATTERS_FROM = 16L << 20;

    private static final int RATIO = 200;
    private static final byte[] PART_HEADER = {'P', 'K', 1, 2};

    private final long mostBytes;
    private final XmlGuard xml = new XmlGuard();
    private final Layout layout = new Layout();
    private long unpackedBytes;

    private WorkbookGuard(long packedBytes) {
        this.mostBytes = Math.min(UNPACKED_BYTES, Math.max(RATIO_MATTERS_FROM, RATIO * packedBytes));
    }

    /** @throws Refusal when the file is broken, encrypted or out of bounds */
    static Layout check(Path file) {
        try {
            if (partsOf(file) > PARTS) {
                throw tooMuch();
            }
            try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
                WorkbookGuard guard = new WorkbookGuard(Files.size(file));
                guard.check(zip);
                return guard.layout;
            }
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw Refusal.behind(e).orElseGet(WorkbookGuard::broken);
        }
    }

    static Refusal broken() {
        return Refusal.field(TableFile.FIELD, "文件已损坏，或者不是标准的 XLSX 工作簿。请用表格软件打开，另存为 .xlsx 后再导入");
    }

    static Refusal tooMuch() {
        return Refusal.field(TableFile.FIELD, "工作簿解开后的内容过大。请只保留要导入的行和列，复制到新工作簿后再导入");
    }

    /** Counted in the bytes, because the archive's own count may be false and its reader believes every entry. */
    private static int partsOf(Path file) throws IOException {
        int parts = 0;
        int matched = 0;
        byte[] buffer = new byte[8192];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    matched = buffer[i] == PART_HEADER[matched] ? matched + 1 : buffer[i] == PART_HEADER[0] ? 1 : 0;
                    if (matched == PART_HEADER.length) {
                        matched = 0;
                        parts++;
                    }
                }
            }
        }
        return parts;
    }

    private void check(ZipFile zip) throws IOException, XMLStreamException {
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
            names.add(part.getName().toLowerCase(Locale.ROOT));
        }
        if (!names.contains("[content_types].xml") || names.stream().noneMatch(n -> n.startsWith("xl/"))) {
            throw Refusal.field(TableFile.FIELD, "这是压缩包或其他文档，不是 Excel 工作簿。请选择 CSV 或 XLSX 文件");
        } else if (names.size() < Collections.list(zip.getEntries()).size()) {
            throw broken();
        }
        for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
            if (part.getGeneralPurposeBit().usesEncryption()) {
                throw Refusal.field(TableFile.FIELD, "文件设了打开密码，请取消密码后再导入");
            } else if (part.getMethod() != ZipArchiveEntry.STORED && part.getMethod() != ZipArchiveEntry.DEFLATED) {
                throw broken();
            }
            check(zip, part);
        }
        xml.finish();
    }

    private void check(ZipFile zip, ZipArchiveEntry part) throws IOException, XMLStreamException {
        BoundedInputStream counted = BoundedInputStream.builder()
                .setInputStream(zip.getInputStream(part))
                .setMaxCount(mostBytes - unpackedBytes)
                .setOnMaxCount((most, count) -> {
                    throw tooMuch();
                })
                .get();
        try (InputStream in = ChecksumInputStream.builder()
                .setInputStream(counted)
                .setChecksum(new CRC32())
                .setExpectedChecksumValue(part.getCrc())
                .get()) {
            PushbackInputStream content = new PushbackInputStream(in, XmlGuard.FIRST_BYTES);
            byte[] first = content.readNBytes(XmlGuard.FIRST_BYTES);
            content.unread(first);
            if (XmlGuard.mayBeXml(first)) {
                layout.add(part.getName(), xml.check(content));
            }
            content.transferTo(OutputStream.nullOutputStream());
        }
        unpackedBytes += counted.getCount();
    }
}
