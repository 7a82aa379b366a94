package org.ganxian.document;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A unit as it issues documents: by which mark, and how to reach it. */
@Entity
@Table(name = "document_organ")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class Organ {

    interface Repository extends JpaRepository<Organ, String> {
        Optional<Organ> findByMark(String mark);

        List<Organ> findByUnitIn(List<String> units);
    }

    /** Code of the unit. */
    @Id
    private String unit;

    /** 机关代字, which no other unit has: {@code 漳芗巷}. */
    private String mark;

    private @Nullable String address;
    private @Nullable String phone;

    void say(String mark, @Nullable String address, @Nullable String phone) {
        this.mark = mark;
        this.address = address;
        this.phone = phone;
    }

    /** As printed; null when there is nothing to print. */
    @Nullable
    String contact() {
        String said = Stream.of(address == null ? null : "联系地址：" + address, phone == null ? null : "联系电话：" + phone)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("　　"));
        return said.isEmpty() ? null : said;
    }
}
