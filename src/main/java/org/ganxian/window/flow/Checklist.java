package org.ganxian.window.flow;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.files.Uploads;
import org.ganxian.window.filed.MaterialUpload;
import org.springframework.stereotype.Component;

/** An application's materials: what the item asks for, what has come in, and the files of it. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Checklist {

    public static final int MAX_BYTES = 10 * 1024 * 1024;
    public static final int MAX_FILES = 40;

    private static final Uploads.Kind SCANS = new Uploads.Kind(
            "材料", MAX_BYTES, Set.of("application/pdf", "image/jpeg", "image/png", "image/webp"), "PDF、JPEG、PNG、WebP");

    private final ApplicationMaterial.Repository materials;
    private final MaterialFile.Files files;
    private final Demands demands;
    private final Uploads uploads;
    private final Clock clock;
    private final EntityManager entities;

    public void start(Application application, ServiceItem item) {
        item.materials().forEach(m -> materials.save(new ApplicationMaterial(application.id(), m)));
    }

    public List<ApplicationMaterial> of(Application application) {
        return materials.findByApplicationIdOrderById(application.id());
    }

    /** What acceptance waits for. */
    public List<ApplicationMaterial> missing(Application application) {
        return of(application).stream().filter(ApplicationMaterial::isMissing).toList();
    }

    static String names(List<ApplicationMaterial> some) {
        return some.stream().map(ApplicationMaterial::name).collect(Collectors.joining("、"));
    }

    /**
     * Says what the desk has on paper or as a file.
     *
     * @param received false takes it back, which is not possible once there is a file
     */
    public void tick(Application application, Set<String> codes, boolean received) {
        raiseVersion(application);
        Set<String> known =
                of(application).stream().map(ApplicationMaterial::code).collect(Collectors.toSet());
        codes.stream().filter(c -> !known.contains(c)).findFirst().ifPresent(unknown -> {
            throw Refusal.field("materials", "这个事项没有编号为 " + unknown + " 的材料");
        });
        for (ApplicationMaterial material : of(application)) {
            if (codes.contains(material.code())) {
                if (!received && hasFile(application, material)) {
                    throw Refusal.conflict("“%s”已有上传的文件，不能改为未收到".formatted(material.name()));
                }
                material.receive(received ? clock.instant() : null);
            }
        }
    }

    /** What belongs to an application changes the application. */
    private void raiseVersion(Application application) {
        entities.lock(application, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
    }

    private boolean hasFile(Application application, ApplicationMaterial material) {
        return files.of(application.id()).stream().anyMatch(f -> f.material().equals(material.code()));
    }

    /**
     * Keeps a file of a material, which counts as received.
     *
     * @throws Refusal for an unknown material, a file that is none of those taken, or one too many
     */
    public MaterialFile.Info add(Application application, Demand demand, MaterialUpload file, Actor actor) {
        ApplicationMaterial material = of(application).stream()
                .filter(m -> m.code().equals(file.material()))
                .findFirst()
                .orElseThrow(() -> Refusal.field("materials", "这个事项没有编号为 " + file.material() + " 的材料"));
        if (files.countByApplicationId(application.id()) >= MAX_FILES) {
            throw Refusal.conflict("一件申请最多 " + MAX_FILES + " 个文件");
        }
        Uploads.Upload upload = uploads.check("materials." + file.material(), file.filename(), file.content(), SCANS);
        raiseVersion(application);
        material.receive(clock.instant());
        demands.record(demand, Step.MATERIAL_RECEIVED, actor, material.name() + "：" + upload.name());
        return files.save(new MaterialFile(application.id(), material.code(), upload, actor.id(), clock.instant()))
                .info();
    }

    /**
     * A file as it would be kept, for whoever keeps it until there is an application.
     *
     * @throws Refusal as {@link #add}
     */
    public MaterialUpload looked(MaterialUpload file) {
        Uploads.Upload upload = uploads.check("materials." + file.material(), file.filename(), file.content(), SCANS);
        return new MaterialUpload(file.material(), upload.name(), upload.content());
    }

    public List<MaterialFile.Info> files(Application application) {
        return files.of(application.id());
    }

    /**
     * A file with its bytes. A picture of an earlier version is made anew before it is seen.
     *
     * @throws Refusal 404 for a file of another application, too
     */
    public MaterialFile file(Application application, Long id) {
        MaterialFile file =
                files.findByIdAndApplicationId(id, application.id()).orElseThrow(() -> Refusal.notFound("没有这个文件"));
        if (!file.pixelsOnly()) {
            file.keep(uploads.fromBefore(file.name(), file.mediaType(), file.content()));
        }
        return file;
    }
}
