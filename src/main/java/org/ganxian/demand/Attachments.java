package org.ganxian.demand;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.tika.Tika;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Photos of demands. What a file is, is told by its bytes, never by its name. */
@Service
@Transactional
public class Attachments {

    public static final int MAX_BYTES = 5 * 1024 * 1024;
    public static final int MAX_PER_DEMAND = 9;
    private static final Set<String> PHOTOS = Set.of("image/jpeg", "image/png", "image/webp", "image/gif");

    /** A photo without its bytes. */
    public record Photo(Long id, String name, String mediaType) {}

    interface Repository extends JpaRepository<Attachment, Long> {
        @Query(
                "select new org.ganxian.demand.Attachments$Photo(a.id, a.name, a.mediaType) from Attachment a where a.demandId = :demandId order by a.id")
        List<Photo> photosOf(Long demandId);

        long countByDemandId(Long demandId);
    }

    private final Repository attachments;
    private final Demands demands;
    private final Clock clock;
    private final Tika tika = new Tika();

    Attachments(Repository attachments, Demands demands, Clock clock) {
        this.attachments = attachments;
        this.demands = demands;
        this.clock = clock;
    }

    /**
     * Keeps a photo.
     *
     * @throws Refusal when it is no photo, too large, or one too many
     */
    public Photo add(Demand demand, String filename, byte[] content, Actor actor) {
        if (content.length == 0) {
            throw Refusal.field("file", "文件是空的，请重新选择");
        }
        if (content.length > MAX_BYTES) {
            throw Refusal.tooLarge("单张照片不能超过 5 MB");
        }
        if (attachments.countByDemandId(demand.id()) >= MAX_PER_DEMAND) {
            throw Refusal.conflict("一件诉求最多 " + MAX_PER_DEMAND + " 张照片");
        }
        String type = tika.detect(content);
        if (!PHOTOS.contains(type)) {
            throw Refusal.field("file", "只能上传照片（JPEG、PNG、WebP、GIF），该文件实际为 " + type);
        }
        String name = filename == null || filename.isBlank() || !Texts.isReadable(filename)
                ? "照片"
                : Texts.shorten(filename.replaceAll("[/\\\\\\r\\n]", "_"), 100);
        Attachment saved = attachments.save(
                new Attachment(demand.id(), name, type, content, sha256(content), actor.id(), clock.instant()));
        demands.record(demand, Step.UPLOADED, actor, name);
        return new Photo(saved.id(), saved.name(), saved.mediaType());
    }

    @Transactional(readOnly = true)
    public List<Photo> of(Demand demand) {
        return attachments.photosOf(demand.id());
    }

    /** A photo with its bytes, only if it belongs to this demand. */
    @Transactional(readOnly = true)
    public Attachment get(Demand demand, Long id) {
        return attachments
                .findById(id)
                .filter(a -> a.demandId().equals(demand.id()))
                .orElseThrow(() -> Refusal.notFound("没有这张照片"));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
