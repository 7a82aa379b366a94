package org.ganxian.platform.files;

import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FilenameUtils;
import org.apache.tika.Tika;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.stereotype.Component;

/**
 * Looks at every file that comes in: what it is, is told by its bytes, never by its name; then a scanner looks for
 * viruses. Of a picture only its pixels are kept, upright; other files stay as they are.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Uploads {

    private static final int NAME_LENGTH = 100;

    /** What no browser but Apple's shows, and Java does not read. */
    private static final Set<String> FROM_IPHONES =
            Set.of("image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif");

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
     * @param mediaType of the content
     * @param content of a picture, made anew from its pixels
     * @param sha256 of the content, 64 hexadecimal digits
     */
    public record Upload(String name, String mediaType, byte[] content, String sha256) {}

    private final FileScanner scanner;
    private final Tika tika = new Tika();

    /**
     * Checks a file.
     *
     * @param field JSON path that a refusal names
     * @throws Refusal 400 when it is empty, of another type, broken or infected, 413 when too large, 503 when it cannot be scanned
     */
    public Upload check(String field, String filename, byte[] content, Kind kind) {
        if (content.length == 0) {
            throw Refusal.field(field, "文件是空的，请重新选择");
        }
        if (content.length > kind.maxBytes()) {
            throw Refusal.tooLarge("单个%s不能超过 %d MB".formatted(kind.what(), kind.maxBytes() / 1024 / 1024));
        }
        String type = tika.detect(content);
        if (FROM_IPHONES.contains(type) && kind.types().contains("image/jpeg")) {
            throw Refusal.field(
                    field,
                    "这是 HEIC 格式的照片，这里打不开。请在苹果手机的“设置 → 相机 → 格式”里选“兼容性最佳”（其他手机：关闭相机设置里的“高效图片”），"
                            + "重新拍一张；已经拍好的，打开照片截一张屏，上传截图即可");
        } else if (!kind.types().contains(type)) {
            throw Refusal.field(field, "只能上传%s（%s），该文件实际为 %s".formatted(kind.what(), kind.inWords(), type));
        }
        if (!scanner.isClean(content)) {
            throw Refusal.field(field, "文件没有通过病毒检查，未保存，请更换文件");
        }
        String name = name(filename, kind);
        return pixelsOnly(field, name, type, content);
    }

    /**
     * What a version before this rule has kept as it came, with what the camera wrote into it.
     *
     * @return a picture made anew; anything else as it is
     * @throws Refusal 409 for a picture that cannot be read: it is not shown as it is
     */
    public Upload fromBefore(String name, String mediaType, byte[] content) {
        try {
            return pixelsOnly("file", name, mediaType, content);
        } catch (Refusal unreadable) {
            throw Refusal.conflict("这张图片是旧版本保存的，里面可能有拍摄地点等信息，又无法重新生成，因此不能显示，请联系系统管理员");
        }
    }

    private static Upload pixelsOnly(String field, String name, String type, byte[] content) {
        if (!Pictures.isOne(type)) {
            return new Upload(name, type, content, DigestUtils.sha256Hex(content));
        }
        Pictures.Picture anew = Pictures.anew(field, type, content);
        return new Upload(
                anew.mediaType().equals(type) ? name : renamed(name, anew.mediaType()),
                anew.mediaType(),
                anew.content(),
                DigestUtils.sha256Hex(anew.content()));
    }

    private static String renamed(String name, String mediaType) {
        return FilenameUtils.removeExtension(name) + (mediaType.equals("image/png") ? ".png" : ".jpg");
    }

    private static String name(String filename, Kind kind) {
        String shown = Texts.visible(filename);
        return shown == null || shown.isBlank() || !Texts.isReadable(shown)
                ? kind.what()
                : Texts.fitting(shown.replaceAll("[/\\\\\\r\\n]", "_"), NAME_LENGTH);
    }
}
