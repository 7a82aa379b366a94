package org.ganxian.exchange.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganxian.demand.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MappingsTest {

    /** Also a status that somebody adds tomorrow. */
    @ParameterizedTest
    @EnumSource
    void eachStatusOfOursHasAWordForPartners(Status status) {
        assertThat(Mappings.inFewWords(status)).isIn("待受理", "险情处置中", "待补充", "办理中", "已办结");
        assertThat(Mappings.inFewWords(status).equals("已办结")).isEqualTo(!status.isOpen() && status != Status.MERGED);
    }
}
