package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ganxian.exchange.PartnersStory.ADMIN;
import static org.ganxian.exchange.PartnersStory.LAMPS;
import static org.ganxian.exchange.RudePartner.lamp;
import static org.ganxian.exchange.RudePartner.note;
import static org.ganxian.exchange.RudePartner.written;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.RudePages.Mood;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.ProcessCoverage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Partners that cannot call us: their messages lie on pages, which we fetch. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangePagesTest {

    @LocalServerPort
    int port;

    @Autowired
    PartnersStory city;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessCoverage coverage;

    private RudePartner shy;
    private RudePartner other;
    private int numbers;

    @BeforeAll
    void partnersAreKnown() {
        city.story.isAWorkingMorning();
        shy = pulled("SHY");
        other = pulled("SHY-2");
    }

    private RudePartner pulled(String code) {
        RudePartner partner = city.partner(code, false, port);
        city.partners.change(code, details(code, partner.address()), ADMIN);
        return partner;
    }

    private static Partners.Details details(String code, String address) {
        return new Partners.Details("平台 " + code, false, true, true, Partner.Habit.PULL, address, true);
    }

    @BeforeEach
    void itIsAWorkingMorning() {
        city.story.isAWorkingMorning();
        Stream.of(shy, other).forEach(one -> {
            one.pages.mood = Mood.WELL;
            one.pages.each = 2;
        });
    }

    @AfterEach
    void theClockIsRight() {
        ClockUtil.reset();
    }

    @AfterAll
    void everyStepWasWalked() {
        for (RudePartner one : List.of(shy, other)) {
            city.partners.change(
                    one.code, new Partners.Details("平台", false, true, true, Partner.Habit.FILE, null, false), ADMIN);
            one.close();
        }
        coverage.assertComplete(repository, "exchange-pages");
        coverage.assertComplete(repository, "exchange-page");
    }

    /** Five minutes are over. */
    private void aRound() {
        Job timer = management
                .createJobQuery()
                .processDefinitionKey("exchange-pages")
                .timers()
                .singleResult();
        management.executeJob(timer.getId());
        management
                .createJobQuery()
                .processDefinitionKey("exchange-page")
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }

    private Envelope created(RudePartner by, String number) {
        return by.sealed("CREATE", number, 1, written(lamp(LAMPS)));
    }

    private String number() {
        return "PG-" + ++numbers;
    }

    private boolean isHere(RudePartner from, String number) {
        return city.orders.findByPartnerAndSourceNo(from.code, number).isPresent();
    }

    private String cursor() {
        return city.jdbc.queryForObject("select reached from exchange_page_cursor where partner = 'SHY'", String.class);
    }

    private int kept(String number) {
        return city.jdbc.queryForObject(
                "select count(*) from exchange_envelope where source_no = ? and direction = 'IN'",
                Integer.class,
                number);
    }

    @Test
    void pagesAreFetchedOneAfterTheOtherWithACursorAndOursGoToTheSameAddress() {
        List<String> numbers = Stream.generate(this::number).limit(5).toList();
        numbers.forEach(number -> shy.pages.lies(created(shy, number)));
        aRound();
        city.runs();
        assertThat(numbers).allMatch(number -> isHere(shy, number));
        assertThat(shy.got(numbers.get(4), "ACCEPTED")).hasSize(1);
        assertThat(shy.pages.signatures()).allMatch(signature -> signature.matches("v1=[0-9a-f]{64}"));
        String reached = cursor();
        aRound();
        assertThat(shy.pages.asked()).last().isEqualTo(reached);
        assertThat(cursor()).isEqualTo(reached);
        assertThat(city.exchangePages.cursor("SHY").orElseThrow().error()).isNull();
        assertThat(Caller.of("exchange-admin", port).get("/desk/exchange/SHY").body())
                .contains("最近一次去取")
                .doesNotContain("没有取到");
    }

    @Test
    void aPageIsFetchedBeforeTheTransactionThatTakesItsMessages() {
        String number = number();
        shy.pages.lies(created(shy, number));
        city.exchangePages.begin();
        int calls = shy.pages.asked().size();
        city.exchangePages.doFor("SHY");
        int ahead = shy.pages.asked().size();
        assertThat(ahead).isGreaterThan(calls);
        // A second timer begins nothing beside it.
        city.exchangePages.begin();
        List<Job> jobs = management
                .createJobQuery()
                .processDefinitionKey("exchange-page")
                .list();
        assertThat(jobs).hasSize(2);
        jobs.forEach(job -> management.executeJob(job.getId()));
        city.exchangePages.forget();
        assertThat(shy.pages.asked()).hasSize(ahead);
        assertThat(isHere(shy, number)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"BROKEN", "HALF", "NONSENSE", "GBK", "ENDLESS", "MOVED"})
    void aBrokenPageLosesNothingAndStopsNobodyElse(Mood mood) {
        aRound();
        String before = cursor();
        String number = number();
        String others = number();
        shy.pages.lies(created(shy, number));
        other.pages.lies(created(other, others));
        shy.pages.mood = mood;
        aRound();
        assertThat(isHere(shy, number)).isFalse();
        assertThat(isHere(other, others)).isTrue();
        assertThat(cursor()).isEqualTo(before);
        aRound();
        aRound();
        assertThat(city.open(shy)).filteredOn(words -> words.contains("连续 3 次")).isNotEmpty();
        assertThat(Caller.of("exchange-admin", port).get("/desk/exchange/SHY").body())
                .contains("没有取到");
        shy.pages.mood = Mood.WELL;
        aRound();
        assertThat(isHere(shy, number)).isTrue();
        assertThat(city.exchangePages.cursor("SHY").orElseThrow().failures()).isZero();
    }

    @Test
    void whatIsRepeatedOrLiesUnderTheSameCursorIsTakenOnce() {
        aRound();
        String first = number();
        Envelope message = created(shy, first);
        shy.pages.lies(message);
        shy.pages.mood = Mood.SAME_CURSOR;
        aRound();
        aRound();
        assertThat(kept(first)).isEqualTo(1);
        shy.pages.mood = Mood.WELL;
        aRound();
        shy.pages.lies(shy.sealed("URGE", first, 2, written(note("快一点"))));
        shy.pages.mood = Mood.REPEATS;
        aRound();
        assertThat(kept(first)).isEqualTo(2);
        assertThat(city.open(shy)).noneMatch(words -> words.contains(first));
    }

    @Test
    void whatIsRefusedIsSomebodysTaskAndWhatIsNotSignedStaysThere() {
        aRound();
        String good = number();
        Envelope unknown = shy.sealed("CREATE", number(), 1, "{\"text\":\"\"}");
        shy.pages.lies(unknown, created(shy, good));
        aRound();
        assertThat(isHere(shy, good)).isTrue();
        assertThat(city.open(shy)).anyMatch(words -> words.contains("报文页里有报文没有收"));
        String before = cursor();

        String next = number();
        String later = number();
        Envelope whole = created(shy, later);
        shy.pages.lies(created(shy, next), whole.withSignature("00"));
        aRound();
        assertThat(isHere(shy, next)).isTrue();
        assertThat(isHere(shy, later)).isFalse();
        assertThat(cursor()).as("until the key is right").isEqualTo(before);
        shy.pages.puts(whole);
        aRound();
        assertThat(isHere(shy, later)).isTrue();
        assertThat(kept(next)).isEqualTo(1);
    }

    @Test
    void itsAddressIsCheckedAsThatOfAPush() {
        assertThatThrownBy(() -> city.partners.add("SHY-3", details("SHY-3", null), ADMIN))
                .hasMessageContaining("报文页的网址");
        assertThatThrownBy(() -> city.partners.add("SHY-3", details("SHY-3", "https://169.254.169.254/x"), ADMIN))
                .hasMessageContaining("元数据");
        assertThatThrownBy(() -> city.partners.add("SHY-3", details("SHY-3", "http://example.cn/x"), ADMIN))
                .hasMessageContaining("https://");
    }
}
