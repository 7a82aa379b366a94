package org.ganxian.exchange.polled;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OutsideWork;
import org.ganxian.exchange.Exchange;
import org.ganxian.exchange.ExchangeExceptions;
import org.ganxian.exchange.NotSigned;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.exchange.polled.PageReader.Page;
import org.ganxian.exchange.polled.PageReader.Round;
import org.ganxian.notice.Attempts;
import org.ganxian.notice.SignedCalls;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bean that {@code processes/exchange-pages.bpmn} and {@code exchange-page.bpmn} call. Pages are fetched before the
 * transaction of the job, which takes their messages as files are taken. The cursor moves past a page when each message of
 * it is taken or refused for good: after a crash a page is taken again, which changes nothing.
 */
@CalledByDiagrams
@Component("exchangePages")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class ExchangePages implements OutsideWork {

    static final String PROCESS = "exchange-page";

    /** In a row, of one every five minutes, before somebody is told. */
    private static final int PATIENCE = 3;

    private final Partners partners;
    private final PageCursor.Repository cursors;
    private final PageReader reader;
    private final Exchange exchange;
    private final ExchangeExceptions exceptions;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final Clock clock;

    private final Attempts<Round> attempts = new Attempts<>();

    @Override
    public String process() {
        return PROCESS;
    }

    @Override
    public void doFor(String partner) {
        attempts.ahead(partner, () -> read(partner));
    }

    @Override
    public void forget() {
        attempts.forget();
    }

    /** A job for each partner that has pages, unless its last one is still running: nobody waits for another's page. */
    public void begin() {
        for (Partner partner : partners.all()) {
            if (isRead(partner)
                    && runtime.createProcessInstanceQuery()
                                    .processInstanceBusinessKey(partner.code(), PROCESS)
                                    .count()
                            == 0) {
                actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, partner.code()));
            }
        }
    }

    /** zh-CN, for whoever tells the partner. */
    private static String words(String broken) {
        return switch (broken) {
            case PageReader.NO_PAGE -> "不是完整的报文页";
            case PageReader.NO_KEY -> "没有有效的密钥";
            case SignedCalls.TOO_LARGE -> "超过 10 MB";
            default -> broken.startsWith("HTTP") ? "对方回答 " + broken : broken;
        };
    }

    private static boolean isRead(Partner partner) {
        return partner.active() && partner.habit() == Partner.Habit.PULL && (partner.inward() || partner.outward());
    }

    private Round read(String code) {
        String after = cursors.findById(code).map(PageCursor::reached).orElse("");
        return partners.find(code)
                .filter(ExchangePages::isRead)
                .map(partner -> reader.read(partner, after))
                .orElseGet(() -> new Round(java.util.List.of(), null));
    }

    /** Takes what was fetched. What goes wrong is written down, and the next round comes in five minutes. */
    @Transactional
    public void take(DelegateExecution execution) {
        String code = execution.getProcessBusinessKey();
        Round round = attempts.made(code, () -> read(code), (id, error) -> log.warn("A page of {}: {}", id, error));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PageCursor cursor = cursors.findById(code).orElseGet(() -> new PageCursor(code, now));
        String wrong = round.broken() == null ? null : "没有取到报文页（" + words(round.broken()) + "）";
        for (Page page : round.pages()) {
            String stuck = taken(code, page);
            if (stuck != null) {
                wrong = stuck;
                break;
            }
            if (page.next() != null) {
                cursor.reaches(page.next());
            }
        }
        cursor.went(now, wrong);
        cursors.save(cursor);
        if (wrong != null && cursor.failures() == PATIENCE) {
            exceptions.raise(
                    "page:" + code + ":" + now, code, Kind.PAGE, null, "报文页连续 %d 次没有收完：%s".formatted(PATIENCE, wrong));
        }
    }

    /** Why the cursor stays before this page; null when each message of it is settled. The others are taken all the same. */
    private @Nullable String taken(String code, Page page) {
        String stuck = null;
        for (byte[] message : page.messages()) {
            try {
                exchange.receiveFile(code, message);
            } catch (Refusal refused) {
                refused(code, refused);
            } catch (NotSigned unsigned) {
                // It may be our key that is wrong: it is right tomorrow, and the message is still there.
                stuck = "报文没有收：" + unsigned.getMessage();
            } catch (RuntimeException e) {
                log.warn("A message of {} stays on its page until the next round", code, e);
                stuck = "报文没有收：" + e.getClass().getSimpleName();
            }
        }
        return stuck;
    }

    /** Who has pages is answered by nobody: without a task a message would be lost in silence. */
    private void refused(String code, Refusal refused) {
        exceptions.raise(
                "page-refused:" + code + ":" + partners.today(),
                code,
                Kind.REFUSED_FILE,
                null,
                "%s 报文页里有报文没有收，请告诉对方更正后重发：%s".formatted(partners.today(), refused.getMessage()));
    }

    /** How the last round of a partner went. */
    @Transactional(readOnly = true)
    public Optional<PageCursor> cursor(String partner) {
        return cursors.findById(partner);
    }
}
