package org.ganxian.search;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.stereotype.Component;

/** What a case is found by is erased with it. It tells nothing that the case does not. */
@Component
@RequiredArgsConstructor
class SearchPersonalData implements PersonalData {

    private final Entries entries;

    @Override
    public String title() {
        return "搜索";
    }

    @Override
    public List<Line> of(Case one) {
        return List.of();
    }

    @Override
    public void erase(Case one) {
        entries.erase(one.id());
    }
}
