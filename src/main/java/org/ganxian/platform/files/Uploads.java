package org.ganxian.platform.files;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.tika.Tika;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.stereotype.Component;

/** Looks at every file that comes in: what it is, is told by its bytes, never by its name; then a scanner looks for viruses. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Uploads {

    private static final int NAME_LENGTH = 100;

    /**
     * What is taken.
     *
     * @param what zh-CN name of such a file, used when it has none
     * @param maxBytes at most, a whole number of MiB
     * @param types media types
     * @param inWords zh-CN: the types for people
     */
    public record Kind(String what, int maxBytes, Set<String> types, String inWords) {}

    /**
     * A file that may be kept.
     *
     * @param name without path and line breaks
     * @param mediaType as found by looking at the bytes
     * @param sha256 64 hexadecimal digits
     */
    public record Upload(String name, String mediaType, byte[] content, String sha256) {}

    private final FileScanner scanner;
    private final Tika tika = new Tika();

    /**
     * Checks a file.
     *
     * @param field JSON path that a refusal names
     * @throws Refusal 400 when it is empty, of another type or infected, 413 when too large, 503 when it cannot be scanned
     */
    public Upload check(String field, String filename, byte[] content, Kind kind) {
        if (content.length == 0) {
            throw Refusal.field(field, "文件是空的，请重新选择");
        }
        if (content.length > kind.maxBytes()) {
            throw Refusal.tooLarge("单个%s不能超过 %d MB".formatted(kind.what(), kind.maxBytes() / 1024 / 1024));
        }
        String type = tika.detect(content);
        if (!kind.types().contains(type)) {
            throw Refusal.field(field, "只能上传%s（%s），该文件实际为 %s".formatted(kind.what(), kind.inWords(), type));
        }
        if (!scanner.isClean(content)) {
            throw Refusal.field(field, "文件没有通过病毒检查，未保存，请更换文件");
        }
        return new Upload(name(filename, kind), type, content, DigestUtils.sha256Hex(content));
    }

    private static String name(String filename, Kind kind) {
        String shown = Texts.visible(filename);
        return shown == null || shown.isBlank() || !Texts.isReadable(shown)
                ? kind.what()
                : Texts.shorten(shown.replaceAll("[/\\\\\\r\\n]", "_"), NAME_LENGTH);
    }
}
