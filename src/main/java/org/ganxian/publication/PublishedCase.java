package org.ganxian.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.platform.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;

/** A case as everybody may read it. */
@Entity
@Table(name = "published_case")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class PublishedCase {

    interface Repository extends org.springframework.data.repository.Repository<PublishedCase, Long> {

        String HAS = " and concat(p.title, ' ', p.question, ' ', p.answer) like concat('%', ";
        String IN_IT = ", '%') escape '!'";

        PublishedCase saveAndFlush(PublishedCase published);

        Optional<PublishedCase> findByDemandId(Long demandId);

        Optional<PublishedCase> findByIdAndShownTrue(Long id);

        @Query("from PublishedCase p where (:all = true or p.unitCode in :units) and p.shown in :shown")
        Page<PublishedCase> ofUnits(boolean all, Collection<String> units, Collection<Boolean> shown, Pageable page);

        void deleteByDemandId(Long demandId);

        /** Newest first; an empty text stands for all, and {@code !} for itself before a sign. */
        @Query("from PublishedCase p where p.shown = true and (:category = '' or p.categoryCode like"
                + " concat(:category, '%')) and (:place = '' or p.placeCode = :place)" + HAS + ":word1" + IN_IT
                + HAS + ":word2" + IN_IT + HAS + ":word3" + IN_IT + " order by p.publishedAt desc, p.id desc")
        Page<PublishedCase> shown(
                String category, String place, String word1, String word2, String word3, Pageable page);

        @Query("select distinct p.placeCode from PublishedCase p where p.shown = true and p.placeCode is not null")
        List<String> places();

        @Query("select distinct substring(p.categoryCode, 1, 2) from PublishedCase p where p.shown = true")
        List<String> categories();
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Long demandId;

    /** For staff; never shown to others. */
    private String number;

    private String unitCode;
    private String categoryCode;
    private @Nullable String placeCode;
    private String title;
    private String question;
    private String answer;
    private Instant receivedAt;
    private boolean shown;
    private Instant publishedAt;
    private String publishedBy;
    private @Nullable Instant takenBackAt;
    private @Nullable String takenBackBy;
    private @Nullable String takenBackWhy;

    @Getter(AccessLevel.NONE)
    @Version
    @Column(name = "version")
    private long version;

    PublishedCase(Demand demand, String unit, Told told, Actor by, Instant at) {
        this.demandId = demand.id();
        this.number = demand.number();
        this.unitCode = unit;
        this.receivedAt = demand.receivedAt();
        publish(demand, told, by, at);
    }

    final void publish(Demand demand, Told told, Actor by, Instant at) {
        categoryCode = demand.categoryCode();
        placeCode = demand.placeCode();
        title = told.title();
        question = told.question();
        answer = told.answer();
        shown = true;
        publishedAt = at;
        publishedBy = by.id();
        takenBackAt = null;
        takenBackBy = null;
        takenBackWhy = null;
    }

    void takeBack(Actor by, String why, Instant at) {
        shown = false;
        takenBackAt = at;
        takenBackBy = by.id();
        takenBackWhy = why;
    }
}
