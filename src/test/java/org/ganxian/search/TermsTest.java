package org.ganxian.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void chineseIsFoundByPairsOfCharactersAndTheRestByWholeWordsInOneForm() {
        assertThat(Terms.of("路灯不亮，ＫＴＶ门口 3号楼")).containsExactly("路灯", "灯不", "不亮", "ktv", "门口", "3", "号楼");
        assertThat(Terms.of(null)).isEmpty();
    }

    @Test
    void aSingleCharacterIsTooLittleToLookForButDoesNotSpoilTheRest() {
        assertThat(Terms.wanted("灯")).isEmpty();
        assertThat(Terms.wanted("3栋 路灯")).containsExactly("3", "路灯");
    }
}
