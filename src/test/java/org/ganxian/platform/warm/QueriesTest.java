package org.ganxian.platform.warm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.dfa.DFA;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.ManyDemands;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;

/** No start takes the queries apart, so this does; and what that alone needs is not kept: an import must do with a small heap. */
@IntegrationTest
class QueriesTest {

    @Autowired
    Queries queries;

    @Autowired
    ListableBeanFactory beans;

    @Autowired
    ManyDemands demands;

    @Autowired
    ProcessEngine engine;

    @Test
    void eachQueryCanBeAsked() {
        assertThat(beans.getBeansOfType(Repository.class)).hasSizeGreaterThan(90);
    }

    @Test
    void whatParsersHaveLearntIsGivenBack() throws Exception {
        queries.rehearse();

        for (String name : ParsersMemory.PARSERS) {
            Parser parser = (Parser) ParsersMemory.parser(name, TokenStream.class);
            assertThat(parser.getInterpreter()).isInstanceOf(ParserATNSimulator.class);
            assertThat(Arrays.stream(((ParserATNSimulator) parser.getInterpreter()).decisionToDFA)
                            .map(DFA::getStates))
                    .as(name)
                    .allSatisfy(states -> assertThat(states).isEmpty());
        }
        assertThat(demands.after("", 1)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void theEnginesStatementsKeepNoFilesThatTheyWereReadFrom() {
        assertThat(((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                        .getDbSqlSessionFactory()
                        .getSqlSessionFactory()
                        .getConfiguration()
                        .getSqlFragments())
                .isEmpty();
    }
}
