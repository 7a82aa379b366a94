package org.ganxian.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.apache.commons.io.FilenameUtils;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.files.StoredFile;
import org.ganxian.platform.files.Uploads;
import org.ganxian.platform.files.Uploads.Upload;
import org.springframework.data.jpa.repository.Query;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The blank forms of service items: administrators add and remove them, everybody takes them. */
@Component
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class BlankForms {

    /** A blank form of a service item, of all its versions. */
    @Entity(name = "BlankForm")
    @Table(name = "blank_form")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    @Getter
    static class BlankForm extends StoredFile {

        /** All but the bytes. */
        public record Info(Long id, String title, long size) {

            /** zh-CN. */
            public String weight() {
                return size < 1_000_000 ? Math.max(1, size / 1_000) + " KB" : "%.1f MB".formatted(size / 1_000_000.0);
            }
        }

        interface Repository extends org.springframework.data.repository.Repository<BlankForm, Long> {

            BlankForm save(BlankForm form);

            @Query("select new org.ganxian.catalogue.BlankForms$BlankForm$Info(f.id, f.title, f.size) from BlankForm f"
                    + " where f.itemCode = :itemCode order by f.id")
            List<Info> of(String itemCode);

            Optional<BlankForm> findByIdAndItemCode(Long id, String itemCode);

            void delete(BlankForm form);
        }

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        private Long id;

        private String itemCode;
        private String title;

        BlankForm(String itemCode, String title, Upload upload, Actor by, Instant at) {
            super(upload, by.id(), at);
            this.itemCode = itemCode;
            this.title = title;
        }
    }

    private static final int MOST = 10;
    private static final int TITLE = 60;
    private static final Uploads.Kind PAPER =
            new Uploads.Kind("空白表格", 5 * 1024 * 1024, Set.of("application/pdf"), "PDF");

    private final BlankForm.Repository forms;
    private final ServiceCatalogue catalogue;
    private final Uploads uploads;
    private final Audit audit;
    private final Clock clock;

    @Transactional(readOnly = true)
    public List<BlankForm.Info> of(String item) {
        return forms.of(item);
    }

    /** @throws Refusal 404 for a form of another item, too */
    @Transactional(readOnly = true)
    public BlankForm get(String item, Long id) {
        BlankForm form = forms.findByIdAndItemCode(id, item).orElseThrow(() -> Refusal.notFound("没有这张表，或者已经换了新的。"));
        form.content();
        return form;
    }

    /**
     * Adds one.
     *
     * @param typed its title; blank for the file's name
     * @throws Refusal 404 for an unknown item; 400, 409 or 413 for what cannot be kept
     */
    public void add(String item, String typed, String filename, byte[] content, Actor by) {
        if (catalogue.versions(item).isEmpty()) {
            throw Refusal.notFound("没有这个事项，请从事项库的列表中打开");
        }
        String title = typed.isBlank() ? FilenameUtils.removeExtension(filename) : typed.strip();
        if (title.isBlank() || Texts.length(title) > TITLE || !Texts.isReadable(title)) {
            throw Refusal.field("title", "请填写表格名称，最多 " + TITLE + " 字");
        } else if (forms.of(item).size() >= MOST) {
            throw Refusal.field("file", "一个事项最多 " + MOST + " 张空白表格，请先删除不用的");
        }
        forms.save(new BlankForm(item, title, uploads.check("file", filename, content, PAPER), by, clock.instant()));
        audit.record(by, "blank-form-added", item);
    }

    public void remove(String item, Long id, Actor by) {
        forms.delete(get(item, id));
        audit.record(by, "blank-form-removed", item);
    }
}
