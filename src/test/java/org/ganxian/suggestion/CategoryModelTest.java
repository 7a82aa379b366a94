package org.ganxian.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.platform.ShippedCsv;
import org.junit.jupiter.api.Test;

/** What is suggested by the shipped words, and what is learned of past cases. */
class CategoryModelTest {

    private static final CategoryModel SHIPPED = new CategoryModel(CategoryWords.shipped(), List.of());

    private static double sensible(String file) {
        List<CSVRecord> phrases = ShippedCsv.rows("suggestion/" + file);
        long right = phrases.stream()
                .filter(phrase -> SHIPPED.rank(null, phrase.get("text")).stream()
                        .limit(1)
                        .anyMatch(first -> Stream.of(phrase.get("sensible").split(" "))
                                .anyMatch(code -> first.code().startsWith(code))))
                .count();
        assertThat(phrases).hasSizeGreaterThanOrEqualTo(60);
        return right / (double) phrases.size();
    }

    @Test
    void nineOfTenEverydayPhrasesThatTheListWasNotWrittenForAreUnderstood() {
        assertThat(sensible("phrases-fresh.csv")).isGreaterThanOrEqualTo(0.9);
    }

    /** Written without a look at the list, which has not been changed for them; the reading of words has. */
    @Test
    void nineOfTenPhrasesOfSomebodyWhoDidNotKnowTheListAreUnderstood() {
        assertThat(sensible("phrases-strangers.csv")).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void thePhrasesThatTheListWasWrittenByAreUnderstood() {
        for (int set = 1; set <= 4; set++) {
            assertThat(sensible(set == 1 ? "phrases-tuning.csv" : "phrases-tuning-" + set + ".csv"))
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void aSuggestionSaysForWhichWordOfTheTextItIsMade() {
        CategoryModel.Ranked first = SHIPPED.rank(null, "小区门口的路灯坏了三天").get(0);
        assertThat(first.code()).isEqualTo("010204");
        assertThat(first.words()).contains("路灯");
    }

    @Test
    void aWordInsideALongerOneSaysNothingOfItsOwn() {
        assertThat(SHIPPED.rank(null, "天天收到垃圾短信")).noneMatch(one -> one.code().startsWith("010214"));
    }

    @Test
    void whatSaysNothingKnownIsNotSuggestedAnything() {
        assertThat(SHIPPED.rank(null, "")).isEmpty();
        assertThat(SHIPPED.rank(null, "12345 ??? abc")).isEmpty();
    }

    @Test
    void casesTeachWhatTheListDoesNotKnow() {
        CategoryModel.Example chess = new CategoryModel.Example("140802", Terms.counted("象棋桌", "象棋桌缺了一条腿"));
        CategoryModel.Example canteen = new CategoryModel.Example("120401", Terms.counted("面条", "面条里有沙"));
        CategoryModel learned = new CategoryModel(List.of(), List.of(chess, chess, chess, canteen, canteen, canteen));
        assertThat(learned.rank(null, "象棋桌又坏了").get(0).code()).isEqualTo("140802");
        assertThat(learned.rank(null, "象棋桌又坏了").get(0).words()).contains("象棋");
    }

    /** It may be a name. */
    @Test
    void aWordOfASingleCaseIsForgotten() {
        CategoryModel model = new CategoryModel(
                List.of(),
                List.of(
                        new CategoryModel.Example("140802", Map.of("张小明", 3)),
                        new CategoryModel.Example("120401", Map.of("面条", 1))));
        assertThat(model.rank(null, "张小明")).isEmpty();
    }

    @Test
    void theLongestTextIsAnsweredInFiftyMilliseconds() {
        String longest = "楼上漏水，小区路灯不亮，垃圾没人收。".repeat(120).substring(0, 2000);
        CategoryModel model = new CategoryModel(
                CategoryWords.shipped(),
                Collections.nCopies(2000, new CategoryModel.Example("010204", Terms.counted(null, "路灯坏了没有人来修"))));
        for (int i = 0; i < 10; i++) {
            model.rank(null, longest);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            model.rank(null, longest);
        }
        // Many times what it takes, so that a busy machine does not fail it; the figure is in the decision.
        assertThat((System.nanoTime() - start) / 5 / 1_000_000).isLessThan(500);
    }
}
