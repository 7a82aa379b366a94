package org.ganxian.demand;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.files.Uploads;
import org.ganxian.platform.files.Uploads.Upload;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Photos of demands. What a file is, is told by its bytes, never by its name. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Attachments {

    public static final int MAX_BYTES = 5 * 1024 * 1024;
    public static final int MAX_PER_DEMAND = 9;
    private static final Uploads.Kind PHOTOS = new Uploads.Kind(
            "照片", MAX_BYTES, Set.of("image/jpeg", "image/png", "image/webp", "image/gif"), "JPEG、PNG、WebP、GIF");

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
    private final Uploads uploads;
    private final Clock clock;

    /**
     * Keeps a photo.
     *
     * @throws Refusal when it is no photo, too large, or one too many
     */
    public Photo add(Demand demand, String filename, byte[] content, Actor actor) {
        Upload photo = uploads.check("file", filename, content, PHOTOS);
        // Looking at a file takes its time; the demand goes on meanwhile.
        Demand now = demands.take(demand.number());
        if (attachments.countByDemandId(now.id()) >= MAX_PER_DEMAND) {
            throw Refusal.conflict("一件诉求最多 " + MAX_PER_DEMAND + " 张照片");
        }
        demands.record(now, Step.UPLOADED, actor, photo.name());
        Attachment saved = attachments.save(new Attachment(now.id(), photo, actor.id(), clock.instant()));
        return new Photo(saved.id(), saved.name(), saved.mediaType());
    }

    @Transactional(readOnly = true)
    public List<Photo> of(Demand demand) {
        return attachments.photosOf(demand.id());
    }

    /** A photo with its bytes, only if it belongs to this demand. One of an earlier version is made anew before it is seen. */
    public Attachment get(Demand demand, Long id) {
        Attachment photo = attachments
                .findById(id)
                .filter(a -> a.demandId().equals(demand.id()))
                .orElseThrow(() -> Refusal.notFound("没有这张照片"));
        if (!photo.pixelsOnly()) {
            photo.keep(uploads.fromBefore(photo.name(), photo.mediaType(), photo.content()));
        }
        return photo;
    }
}
