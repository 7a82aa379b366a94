package org.ganxian.demand.notes;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Masks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lines of the timeline that staff write for one another. The resident does not see them. Telephone numbers and numbers of
 * persons are masked before they are kept: the case has its own place for them, which is encrypted.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CaseNotes {

    public static final int LENGTH = 500;

    private static final String WRITTEN = "case-note-written";

    private final Demands demands;
    private final CurrentActor currentActor;
    private final Audit audit;

    /**
     * Whether somebody may is for the caller to look at.
     *
     * @param text zh-CN
     * @throws Refusal 400 for a text that is missing, too long or unreadable, 409 for a case that is over or confidential
     */
    public void write(String number, String text) {
        String plain = StringUtils.defaultString(Texts.visible(text)).strip();
        if (plain.isEmpty() || Texts.length(plain) > LENGTH) {
            throw Refusal.field("text", "请填写备注，不超过 " + LENGTH + " 字");
        }
        Demand demand = demands.take(number);
        if (demand.status().isFinal()) {
            throw Refusal.conflict("诉求已经了结，不能再写备注");
        }
        if (demand.confidential()) {
            throw Refusal.conflict("调解案件的内容只写进调解记录，不写备注");
        }
        demands.record(demand, Step.NOTED, currentActor.get(), Masks.inText(plain));
        audit.record(currentActor.get(), WRITTEN, number);
    }

    /** The oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> of(Demand demand) {
        return demands.timeline(demand).stream()
                .filter(line -> line.step() == Step.NOTED)
                .toList();
    }
}
