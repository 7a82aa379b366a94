package org.ganxian.catalogue;

import jakarta.persistence.Entity;
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
import org.ganxian.platform.Actor;

/** A word of residents that the city has added: what it means stands in the name or the guide of an item. */
@Entity
@Table(name = "service_word")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class ServiceWord {

    interface Repository extends org.springframework.data.repository.Repository<ServiceWord, Long> {

        ServiceWord saveAndFlush(ServiceWord word);

        List<ServiceWord> findAllByOrderByIdDesc();

        Optional<ServiceWord> findById(Long id);

        void delete(ServiceWord word);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String word;
    private String means;
    private String addedBy;
    private Instant addedAt;

    ServiceWord(String word, String means, Actor by, Instant at) {
        this.word = word;
        this.means = means;
        this.addedBy = by.id();
        this.addedAt = at;
    }
}
