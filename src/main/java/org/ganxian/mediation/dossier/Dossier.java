package org.ganxian.mediation.dossier;

import java.util.ArrayList;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** What a dossier has to hold before it is filed (人民调解文书格式). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Dossier {

    private final MediationParty.Repository parties;
    private final PanelMember.Repository panels;
    private final MediationSession.Repository sessions;
    private final Agreement.Repository agreements;
    private final AgreementDuty.Repository duties;

    /** @throws Refusal 409 that names what is missing */
    public void requireWhole(Mediation mediation) {
        List<String> missing = missing(mediation);
        if (!missing.isEmpty()) {
            throw Refusal.conflict("还缺少：" + String.join("、", missing) + "，不能归档");
        }
    }

    /** zh-CN, the papers (必须) that there is nothing for yet; empty when it can be filed. */
    public List<String> missing(Mediation mediation) {
        List<String> missing = new ArrayList<>();
        if (parties.findByMediationIdOrderById(mediation.id()).stream().anyMatch(party -> party.answer() == null)) {
            missing.add("各方的权利义务告知书（征询意见）");
        }
        if (panels.findByMediationIdAndReplacedAtIsNullOrderById(mediation.id()).stream()
                .anyMatch(member -> member.declaredAt() == null)) {
            missing.add("调解员的声明");
        }
        if (sessions.countByMediationId(mediation.id()) == 0) {
            missing.add("调解记录");
        }
        if (agreements
                .findFirstByMediationIdOrderByIdDesc(mediation.id())
                .filter(agreement -> agreement.effectiveAt() != null)
                .isEmpty()) {
            missing.add("生效的调解协议书或口头协议登记表");
        }
        if (duties.findByMediationIdOrderByDueOnAscIdAsc(mediation.id()).stream()
                .anyMatch(AgreementDuty::isOpen)) {
            missing.add("履行凭证");
        }
        return missing;
    }
}
