package org.ganxian.intake.staged;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.window.filed.MaterialUpload;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** A file that was looked at and belongs to no application yet. */
@Entity
@Table(name = "staged_file")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class StagedFile {

    interface Repository extends org.springframework.data.repository.Repository<StagedFile, Long> {

        StagedFile save(StagedFile file);

        List<StagedFile> findBySheetOrderById(String sheet);

        @Query("select new org.ganxian.intake.staged.StagedFiles$Info(f.id, f.material, f.name, f.size)"
                + " from StagedFile f where f.sheet = :sheet order by f.id")
        List<StagedFiles.Info> infos(String sheet);

        @Modifying
        @Query("delete from StagedFile f where f.sheet = :sheet and f.id in :ids")
        void drop(String sheet, Collection<Long> ids);

        @Modifying
        @Query("delete from StagedFile f where f.sheet = :sheet")
        void forget(String sheet);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String sheet;

    private String material;
    private String name;

    @Lob
    private byte[] content;

    private long size;
    private Instant stagedAt;

    StagedFile(String sheet, MaterialUpload file, Instant at) {
        this.sheet = sheet;
        this.material = file.material();
        this.name = file.filename();
        this.content = file.content();
        this.size = file.content().length;
        this.stagedAt = at;
    }

    MaterialUpload upload() {
        return new MaterialUpload(material, name, content);
    }
}
