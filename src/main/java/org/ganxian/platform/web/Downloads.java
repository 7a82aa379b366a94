package org.ganxian.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files of a case: their types are never guessed at, and no cache keeps them but the reader's own where that is said. */
public final class Downloads {

    /** Pictures that {@code Uploads} has made itself. Whatever else people send is saved, not opened. */
    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png");

    private Downloads() {}

    /** What somebody has uploaded. */
    public static ResponseEntity<byte[]> uploaded(String filename, String mediaType, byte[] content) {
        return uploaded(filename, mediaType, content, CacheControl.noStore());
    }

    public static ResponseEntity<byte[]> uploaded(
            String filename, String mediaType, byte[] content, CacheControl kept) {
        return answer(
                SHOWN.contains(mediaType) ? ContentDisposition.inline() : ContentDisposition.attachment(),
                filename,
                mediaType,
                content,
                kept);
    }

    /** What the product has written itself. */
    public static ResponseEntity<byte[]> inline(String filename, String mediaType, byte[] content) {
        return answer(ContentDisposition.inline(), filename, mediaType, content, CacheControl.noStore());
    }

    private static ResponseEntity<byte[]> answer(
            ContentDisposition.Builder how, String filename, String mediaType, byte[] content, CacheControl kept) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        how.filename(filename, StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(kept)
                .body(content);
    }
}
