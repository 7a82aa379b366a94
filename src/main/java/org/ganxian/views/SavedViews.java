package org.ganxian.views;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** The views of whoever is logged in; nobody sees another's. Pages ask for them by this bean's name. */
@Component("savedViews")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SavedViews {

    static final int LONGEST_NAME = 20;
    static final int MOST = 20;
    private static final int LONGEST_QUERY = 500;
    private static final List<String> PASSING = List.of(
            "page",
            "before",
            "added",
            "back",
            "changed",
            "deleted",
            "done",
            "imported",
            "mailed",
            "merged",
            "raised",
            "tooLarge");
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9=&._~%+-]*");

    private final SavedView.Repository views;
    private final CurrentActor actors;
    private final Clock clock;

    /** As {@link SavedList} names the list, in the order in which they were first saved. */
    @Transactional(readOnly = true)
    public List<SavedView> named(String list) {
        return of(SavedList.valueOf(list));
    }

    private List<SavedView> of(SavedList list) {
        return views.findByOwnerAndListOrderById(actors.get().id(), list);
    }

    /**
     * The query of the page that is being shown, without which page of the list it is (the audit calls that {@code before}),
     * and without what was just done.
     */
    public String here() {
        UriComponentsBuilder address = ServletUriComponentsBuilder.fromCurrentRequest();
        PASSING.forEach(address::replaceQueryParam);
        return StringUtils.defaultString(address.build().getQuery());
    }

    /**
     * Keeps one. Another one of that name is replaced.
     *
     * @throws Refusal 400 for a name that is missing or too long and for what is no query of ours, 409 when there are too many
     */
    SavedView save(SavedList list, String name, String query) {
        String plain = Texts.visible(name).strip();
        if (plain.isEmpty() || Texts.length(plain) > LONGEST_NAME || !Texts.isReadable(plain)) {
            throw Refusal.field("name", "请给视图起一个名称，不超过 " + LONGEST_NAME + " 字");
        } else if (query.length() > LONGEST_QUERY || !QUERY.matcher(query).matches()) {
            throw Refusal.invalid("地址不完整，请回到清单重新保存");
        }
        String owner = actors.get().id();
        SavedView kept = views.findByOwnerAndListAndName(owner, list, plain).orElse(null);
        if (kept != null) {
            kept.change(query, clock.instant());
            return kept;
        } else if (of(list).size() >= MOST) {
            throw Refusal.conflict("一个清单最多保存 " + MOST + " 个视图，请先删除不用的");
        }
        return views.save(new SavedView(owner, list, plain, query, clock.instant()));
    }

    /** @throws Refusal 404 for one that is not there or somebody else's */
    SavedView delete(long id) {
        SavedView view =
                views.findByIdAndOwner(id, actors.get().id()).orElseThrow(() -> Refusal.notFound("没有这个视图，可能已经删除"));
        views.delete(view);
        return view;
    }
}
