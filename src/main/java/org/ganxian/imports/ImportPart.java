package org.ganxian.imports;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Some items of a file, which are taken in together; afterwards, what came of them. */
@Entity
@Table(name = "file_import_part")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter(AccessLevel.PACKAGE)
class ImportPart {

    interface Repository extends JpaRepository<ImportPart, Long> {

        Optional<ImportPart> findByImportIdAndFirstItem(String importId, int firstItem);

        List<ImportPart> findByImportIdOrderByFirstItem(String importId);

        void deleteByImportId(String importId);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String importId;

    /** Which item of the file it begins with, from 0. */
    private int firstItem;

    private int itemCount;

    /** JSON; null once they are taken in. */
    @Convert(converter = Encrypted.class)
    private @Nullable String items;

    /** JSON; null until they are taken in. */
    @Convert(converter = Encrypted.class)
    private @Nullable String outcome;

    ImportPart(String importId, int firstItem, int itemCount, String items) {
        this.importId = importId;
        this.firstItem = firstItem;
        this.itemCount = itemCount;
        this.items = items;
    }

    /** The others are another part's. */
    void shrink(int count, String left) {
        itemCount = count;
        items = left;
    }

    void done(String what) {
        outcome = what;
        items = null;
    }
}
