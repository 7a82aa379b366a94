package org.ganxian.search;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.privacy.KeyedHash;
import org.ganxian.platform.privacy.KeyedHashes;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How terms are kept. Those of words differ from quarter to quarter, so that looking for a frequent word reads the newest quarter
 * alone; numbers are rare and the same for good.
 */
@Component
@RequiredArgsConstructor
class Hashes {

    /** 31 bits: another of some hundred thousand words that looks the same is seen once in thousands of searches. */
    private static final int OF_WORDS = 6;

    /** 62 bits, since a telephone number means a person. */
    private static final int OF_NUMBERS = 12;

    private final KeyedHashes keys;
    private final PhoneNumbers phones;

    /** 20264 is the fourth quarter of 2026, in Asia/Shanghai. */
    static int quarter(Instant received) {
        ZonedDateTime day = received.atZone(PeopleTime.ZONE);
        return day.getYear() * 10 + (day.getMonthValue() + 2) / 3;
    }

    String mark() {
        return keys.current().mark();
    }

    /** All by which a demand is found, under the key in force, with blanks between. */
    String of(Demand demand) {
        int quarter = quarter(demand.receivedAt());
        Stream<String> words = Stream.of(demand.title(), demand.description(), demand.address(), demand.contactName())
                .map(Terms::of)
                .flatMap(Set::stream)
                .distinct()
                .map(term -> word(keys.current(), quarter, term));
        Stream<String> numbers = Stream.concat(
                phones(demand).stream().map(phone -> phone(keys.current(), phone)),
                demand.externalNumber().stream().map(number -> external(keys.current(), number)));
        return Stream.concat(words, numbers).distinct().collect(Collectors.joining(" "));
    }

    /** The number that can be dialled, and what else was written that can be. */
    private Set<String> phones(Demand demand) {
        Set<String> found = new LinkedHashSet<>();
        add(found, demand.contactPhone());
        if (demand.phoneNote() != null) {
            add(found, demand.phoneNote());
            for (String part : demand.phoneNote().split("[^0-9+-]+")) {
                if (part.length() > 4) {
                    add(found, part);
                }
            }
        }
        return found;
    }

    private void add(Set<String> found, @Nullable String written) {
        String number = phones.read(written).number();
        if (number != null) {
            found.add(number);
        }
    }

    /** One of each list is in every case that is looked for: the same term under each key that may have been in force. */
    List<List<String>> words(int quarter, Set<String> terms) {
        return terms.stream()
                .map(term ->
                        keys.all().stream().map(key -> word(key, quarter, term)).toList())
                .toList();
    }

    List<String> phone(String number) {
        return keys.all().stream().map(key -> phone(key, number)).toList();
    }

    List<String> external(String number) {
        return keys.all().stream().map(key -> external(key, number)).toList();
    }

    private static String word(KeyedHash key, int quarter, String term) {
        return key.of(quarter + " " + term, OF_WORDS);
    }

    private static String phone(KeyedHash key, String number) {
        return key.of("phone " + number, OF_NUMBERS);
    }

    private static String external(KeyedHash key, String number) {
        return key.of("external " + new NewDemand.External("", number).key(), OF_NUMBERS);
    }
}
