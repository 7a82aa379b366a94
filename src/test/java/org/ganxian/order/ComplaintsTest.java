package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a unit may not merge alone. */
class ComplaintsTest {

    @ParameterizedTest
    @CsvSource({"0502,办事拖拉", "050601,无", "020103,无", "020105,无"})
    void aComplaintIsKnownByItsCategory(String category, String text) {
        assertThat(Complaints.isOne(category, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"投诉社区工作人员态度恶劣", "举报居委会主任以权谋私", "网格员来了也不作为，敷衍了事", "我要投诉你们单位", "窗口的人互相推诿，跑了三趟"})
    void aComplaintIsKnownByItsWordsWhateverItsCategory(String text) {
        assertThat(Complaints.isOne("0908", text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"楼道里的灯坏了，请人来换一下。", "社区门口的井盖松了", "想找人陪老人聊聊天。", "请党员帮忙搬家具"})
    void whatAsksForHelpIsNone(String text) {
        assertThat(Complaints.isOne("0908", text)).isFalse();
    }
}
