package org.ganxian.views;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.springframework.data.jpa.repository.JpaRepository;

/** One person's view of one list. */
@Entity
@Table(name = "saved_view")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class SavedView {

    interface Repository extends JpaRepository<SavedView, Long> {
        List<SavedView> findByOwnerAndListOrderById(String owner, SavedList list);

        Optional<SavedView> findByOwnerAndListAndName(String owner, SavedList list, String name);

        Optional<SavedView> findByIdAndOwner(long id, String owner);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** User name. */
    private String owner;

    @Enumerated(EnumType.STRING)
    private SavedList list;

    /** zh-CN, as its owner calls it. */
    private String name;

    /** Of the list's address, without a question mark; may be empty. */
    private String query;

    private Instant savedAt;

    SavedView(String owner, SavedList list, String name, String query, Instant savedAt) {
        this.owner = owner;
        this.list = list;
        this.name = name;
        this.query = query;
        this.savedAt = savedAt;
    }

    void change(String query, Instant savedAt) {
        this.query = query;
        this.savedAt = savedAt;
    }

    /** Where it is shown. */
    public String address() {
        return list.path() + (query.isEmpty() ? "" : "?" + query);
    }
}
