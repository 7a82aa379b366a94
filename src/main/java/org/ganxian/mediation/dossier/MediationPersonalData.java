package org.ganxian.mediation.dossier;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The parties and all that was written of a dispute. Whoever applied gets of it only what is theirs: the other side's name
 * and words are not.
 */
@Component
@Order(3)
@RequiredArgsConstructor
public class MediationPersonalData implements PersonalData {

    private static final String OF_IT = " where mediation_id = (select id from mediation where number = ?)";

    private final Mediation.Repository mediations;
    private final MediationParty.Repository parties;
    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "人民调解";
    }

    @Override
    public List<Line> of(Case one) {
        return mediations.findByNumber(one.number()).stream()
                .flatMap(mediation -> parties.findByMediationIdOrderById(mediation.id()).stream()
                        .filter(party -> party.side() == Side.A)
                        .flatMap(party -> List.of(
                                new Line("申请人", party.name()),
                                new Line("电话", party.phone()),
                                new Line("纠纷", mediation.facts()),
                                new Line("请求", mediation.claim()))
                                .stream()))
                .toList();
    }

    /** Rows stay to be counted; what was personal of them goes. */
    @Override
    public void erase(Case one) {
        mediations.findByNumber(one.number()).ifPresent(mediation -> {
            jdbc.update(
                    "delete from agreement_signature where agreement_id in (select id from mediation_agreement" + OF_IT
                            + ")",
                    one.number());
            List.of(
                            "mediation_party",
                            "panel_member",
                            "mediation_session",
                            "mediation_agreement",
                            "agreement_duty",
                            "court_confirmation",
                            "court_report",
                            "co_committee",
                            "mediation_guest",
                            "mediation_closing",
                            "mediation_appointment")
                    .forEach(table -> jdbc.update("delete from " + table + OF_IT, one.number()));
            jdbc.update("update mediation_paper set sheet = null, content = null, size = 0" + OF_IT, one.number());
            mediation.erase();
        });
    }
}
