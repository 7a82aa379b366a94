package org.ganxian.catalogue;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Groundwork;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Twelve service items of the demo city, loaded once into an empty catalogue and valid since before any demo demand. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "ganxian.demo.services", matchIfMissing = true)
@Order(20)
@RequiredArgsConstructor
@Slf4j
class DemoServices implements Groundwork {

    static final String FILE = "demo/service-items.json";
    static final LocalDate VALID_FROM = LocalDate.of(2024, 1, 1);

    private final ServiceFile file;
    private final ServiceItem.Repository items;
    private final ServiceTerms terms;
    private final TransactionTemplate transaction;

    @Override
    public void lay() throws IOException {
        String text = ServiceFile.text(new ClassPathResource(FILE).getContentAsByteArray());
        transaction.executeWithoutResult(status -> load(text));
    }

    private void load(String text) {
        if (items.count() > 0) {
            return;
        }
        ServiceTerms.Terms now = terms.now();
        for (ServiceFile.Row row : file.read(text)) {
            ServiceDraft draft = row.draft().withValidFrom(VALID_FROM);
            Map<String, String> wrong = DraftRules.check(draft, row.unreadable(), now, VALID_FROM);
            if (wrong.isEmpty()) {
                items.save(draft.toItem(null, Actor.SYSTEM, Instant.EPOCH));
            } else {
                // A demo database of an earlier version lacks departments that have been added since.
                log.warn("Demo service item of line {} left out: {}", row.line(), wrong);
            }
        }
    }
}
