package org.ganxian.danger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.ganxian.platform.ShippedCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped list, on sentences as residents write them, half of them danger. */
class DangerWordsTest {

    private final WordList list = new WordList(DangerWords.shipped());

    /** What the list says of a set of sentences. */
    private final class Score {

        private final List<String> missed = new ArrayList<>();
        private final List<String> falseAlarms = new ArrayList<>();
        private final int dangers;
        private final double recall;
        private final double precision;

        Score(List<CSVRecord> sentences) {
            int real = 0;
            for (CSVRecord sentence : sentences) {
                String text = sentence.get("title") + "\n" + sentence.get("text");
                boolean danger = Boolean.parseBoolean(sentence.get("danger"));
                boolean told = list.isDanger(text);
                real += danger ? 1 : 0;
                if (danger && !told) {
                    missed.add(text.strip());
                } else if (told && !danger) {
                    falseAlarms.add(text.strip() + " " + list.findings(text));
                }
            }
            int seen = real - missed.size();
            dangers = real;
            recall = (double) seen / real;
            precision = (double) seen / (seen + falseAlarms.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"danger-sentences", "danger-held-out-1", "danger-held-out-2", "danger-held-out-3"})
    void nineteenOfTwentyDangersAreSeenAndNineOfTenAlarmsAreTrue(String set) {
        assertIsSeen(set, 0.95, 0.9);
    }

    /** How good it is in earnest (decision 019): nobody may change the list for these. */
    @Test
    void twoOfThreeDangersAreSeenInSentencesThatTheListDoesNotKnow() {
        assertIsSeen("danger-held-out-4", 0.65, 0.85);
    }

    private void assertIsSeen(String set, double recall, double precision) {
        List<CSVRecord> sentences = ShippedCsv.rows("cases/" + set + ".csv");
        Score score = new Score(sentences);
        assertThat(sentences).hasSizeGreaterThanOrEqualTo(60);
        assertThat(score.dangers).isBetween(sentences.size() * 45 / 100, sentences.size() * 55 / 100);
        assertThat(score.recall).as("recall, missed %s", score.missed).isGreaterThanOrEqualTo(recall);
        assertThat(score.precision).as("precision, false %s", score.falseAlarms).isGreaterThanOrEqualTo(precision);
    }

    @Test
    void theHotlinesNineTextsComeOutRight() {
        SoftAssertions all = new SoftAssertions();
        List<CSVRecord> rows = ShippedCsv.rows("cases/danger.csv");
        for (int i = 0; i < rows.size(); i++) {
            String text = rows.get(i).get("诉求标题") + "\n" + rows.get(i).get("诉求内容");
            all.assertThat(list.isDanger(text)).as(text).isEqualTo(i >= 2);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"有人自　殺", "有人自\u200b杀", "有人 自 ­杀", "有人自*杀", "有人自-杀", "ｶﾞｽ有人自杀"})
    void blanksSignsInvisibleAndTraditionalCharactersHideNothing(String text) {
        assertThat(list.isDanger(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"没有着火，false", "是不是着火了，true"}) // one column: a comma in Chinese is no comma
    void aDenialIsNoReportButAQuestionIs(String both) {
        String[] parts = both.split("，");
        assertThat(list.isDanger(parts[0])).isEqualTo(Boolean.parseBoolean(parts[1]));
    }

    @Test
    void aWordOfTheListMayHaveGapsAndChoices() {
        Word word = new Word(Kind.HAZARD, "缆绳/钢索…松了");
        assertThat(word.isSound()).isTrue();
        assertThat(list.isDanger("码头缆绳好像松了")).isFalse();
        assertThat(list.with(word).isDanger("码头缆绳好像松了")).isTrue();
        assertThat(list.with(word).isDanger("码头缆绳旁边那根很长很长的路灯杆松了")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "…", "/", "火", "着火/", "…着火", "！！", "着火……"})
    void aWordThatWouldFindItselfEverywhereIsNotSound(String text) {
        assertThat(new Word(Kind.HAZARD, text).isSound()).isFalse();
    }
}
