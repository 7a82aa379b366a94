package org.ganxian.demand;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

    /** Of these as many may be the resident's: the answer finds room for its own. */
    public static final int MAX_OF_RESIDENT = 5;

    private static final String TOO_MANY = "您最多可以传 " + MAX_OF_RESIDENT + " 张照片";

    /** A photo without its bytes. */
    public record Photo(Long id, String name, String mediaType, String uploadedBy) {

        public boolean isResidents() {
            return uploadedBy.equals(Actor.RESIDENT.id());
        }
    }

    /** A file as it came. */
    public record Chosen(String filename, byte[] content) {}

    interface Repository extends JpaRepository<Attachment, Long> {
        @Query(
                "select new org.ganxian.demand.Attachments$Photo(a.id, a.name, a.mediaType, a.uploadedBy) from Attachment a where a.demandId = :demandId order by a.id")
        List<Photo> photosOf(Long demandId);

        long countByDemandId(Long demandId);

        long countByDemandIdAndUploadedBy(Long demandId, String uploadedBy);
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
        if (demand.confidential()) {
            throw Refusal.conflict("调解案件不收照片：证据和记录只由本案的人保管");
        }
        Upload photo = uploads.check("file", filename, content, PHOTOS);
        // Looking at a file takes its time; the demand goes on meanwhile.
        Demand now = demands.take(demand.number());
        if (attachments.countByDemandId(now.id()) >= MAX_PER_DEMAND) {
            throw Refusal.conflict("一件诉求最多 " + MAX_PER_DEMAND + " 张照片");
        }
        return keep(now, photo, actor);
    }

    /**
     * As {@link #add}, for a door that goes on without the photo.
     *
     * @return zh-CN, why it was not kept; empty when it was
     */
    public Optional<String> addOrSayWhyNot(Demand demand, String filename, byte[] content, Actor actor) {
        try {
            add(demand, filename, content, actor);
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /**
     * Keeps the photos that a resident adds while the work is not done: all of them or none.
     *
     * @throws Refusal 400 at {@code photos} when one is no photo, too large or none was chosen; 409 when there are too
     *     many, or the work is done
     */
    public void addOfResident(Demand demand, List<Chosen> files, Actor actor) {
        if (files.isEmpty()) {
            throw Refusal.field("photos", "请选择照片");
        } else if (files.size() > MAX_OF_RESIDENT) {
            throw Refusal.field("photos", TOO_MANY);
        }
        List<Upload> photos = files.stream()
                .map(f -> uploads.check("photos", f.filename(), f.content(), PHOTOS))
                .toList();
        Demand now = demands.take(demand.number());
        if (!now.status().isOpen()) {
            throw Refusal.conflict("已经办完，不能再加照片");
        }
        if (attachments.countByDemandIdAndUploadedBy(now.id(), actor.id()) + photos.size() > MAX_OF_RESIDENT
                || attachments.countByDemandId(now.id()) + photos.size() > MAX_PER_DEMAND) {
            throw Refusal.conflict(TOO_MANY);
        }
        photos.forEach(photo -> keep(now, photo, actor));
    }

    private Photo keep(Demand demand, Upload photo, Actor actor) {
        demands.record(demand, Step.UPLOADED, actor, photo.name());
        Attachment saved = attachments.save(new Attachment(demand.id(), photo, actor.id(), clock.instant()));
        return new Photo(saved.id(), saved.name(), saved.mediaType(), saved.uploadedBy());
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
