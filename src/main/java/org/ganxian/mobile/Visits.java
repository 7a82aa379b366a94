package org.ganxian.mobile;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.engine.Choice;
import org.ganxian.engine.deployment.FormCatalogues;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a clerk does on a visit: takes a demand down by the start form of 群众点单, as in Tasklist, and adds photos to it. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Visits {

    private static final String FLOW = "order";

    private final CurrentActor currentActor;
    private final OwnDuties ownDuties;
    private final List<FormCatalogues> catalogues;
    private final RepositoryService repository;
    private final FormService forms;
    private final OncePerKey oncePerKey;
    private final Demands demands;
    private final Attachments attachments;

    /** Whether whoever calls is a clerk; asked by pages that link here. */
    public boolean isOne() {
        return ownDuties.include(EnumSet.of(Duty.CLERK));
    }

    /** @throws Refusal 403 for everybody else */
    void require() {
        if (!isOne()) {
            throw Refusal.forbidden("只有前台受理员可以登记诉求");
        }
    }

    List<Choice> choices(String valuesKey) {
        return catalogues.stream()
                .flatMap(catalogue -> catalogue.under(valuesKey).stream())
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Once a key: whoever taps twice, or sends again because the network was gone, has registered one demand.
     *
     * @param typed fields of {@code forms/place-order.form}
     * @throws Refusal 400 for what is missing or wrong
     */
    Demand register(String key, Map<String, String> typed) {
        Map<String, Object> form = new HashMap<>(typed);
        form.values().removeIf(value -> value.toString().isBlank());
        String latest = Objects.requireNonNull(
                        repository
                                .createProcessDefinitionQuery()
                                .processDefinitionKey(FLOW)
                                .latestVersion()
                                .singleResult(),
                        "no flow to begin")
                .getId();
        try {
            return oncePerKey
                    .place(
                            key.isBlank() ? null : key,
                            typed.toString(),
                            () -> demands.get(
                                    forms.submitStartForm(latest, form).getBusinessKey()))
                    .demand();
        } catch (Refusal refusal) {
            // The key of a page that was gone back to.
            throw refusal.status() == HttpStatus.UNPROCESSABLE_ENTITY
                    ? Refusal.conflict("这一页已经登记过一件。要另外登记，请核对以后再点一次“登记”")
                    : refusal;
        }
    }

    /** One's own case, whatever has become of it. */
    @Transactional(readOnly = true)
    Demand own(String number) {
        return demands.find(number)
                .filter(demand -> demand.registeredBy().equals(currentActor.username()))
                .orElseThrow(() -> Refusal.notFound("您没有登记过编号为这个的诉求，请核对编号"));
    }

    @Transactional
    void addPhoto(String number, Optional<String> name, byte[] content) {
        Demand demand = own(number);
        if (!demand.status().isOpen()) {
            throw Refusal.conflict("这件诉求已经办结，不能再加照片");
        }
        attachments.add(demands.take(number), name.orElse("照片"), content, currentActor.get());
    }
}
