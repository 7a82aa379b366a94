package org.ganxian.publication;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What everybody was told of a case. It is not kept longer than the case's own words. */
@Component
@Order(9)
@RequiredArgsConstructor
class PublicationPersonalData implements PersonalData {

    private final PublishedCase.Repository published;

    @Override
    public String title() {
        return "公开";
    }

    @Override
    public List<Line> of(Case one) {
        return published.findByDemandId(one.id()).filter(PublishedCase::shown).stream()
                .flatMap(it -> List.of(
                        new Line("公开的标题", it.title()), new Line("公开的内容", it.question()), new Line("公开的答复", it.answer()))
                        .stream())
                .toList();
    }

    @Override
    public void erase(Case one) {
        published.deleteByDemandId(one.id());
    }
}
