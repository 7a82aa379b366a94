package org.ganxian.casework;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeEntry;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeTables;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Choice;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** How a resident was contacted: the city's list. */
@CalledByDiagrams
@Component("contactChannels")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ContactChannels {

    private final CodeTables codes;

    /** What can be chosen today. */
    public List<Choice> choices() {
        return codes.choices(CodeList.CONTACT_CHANNEL).stream()
                .map(entry -> new Choice(entry.name(), entry.code()))
                .toList();
    }

    /**
     * What a chosen one is called today.
     *
     * @throws Refusal 400 for one that cannot be chosen
     */
    public String nameOf(String code) {
        return codes.choice(CodeList.CONTACT_CHANNEL, code)
                .map(CodeEntry::name)
                .orElseThrow(() -> Refusal.field("channel", "没有这种联系方式：" + code));
    }
}
