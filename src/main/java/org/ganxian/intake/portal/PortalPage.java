package org.ganxian.intake.portal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.intake.Challenges;
import org.ganxian.order.following.Following;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.suggestion.CategorySuggestions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Makes the portal's two open pages, as they stand after what was typed. */
@Component
@RequiredArgsConstructor
class PortalPage {

    /** Going back from the receipt shows the same sheet with the same key, so that sending it again changes nothing. */
    static final String KEEP_FOR_GOING_BACK =
            CacheControl.noCache().cachePrivate().getHeaderValue();

    static final String CACHE = HttpHeaders.CACHE_CONTROL;

    /** What residents see of a case that is not theirs. */
    record Seen(
            String number,
            String category,
            @Nullable String place,
            @Nullable Long metres,
            String state,
            Instant since,
            int voices) {}

    private final Categories categories;
    private final Units units;
    private final Choices choices;
    private final PortalMap map;
    private final CategorySuggestions suggestions;

    /** The same form, with what its words may be about. */
    ModelAndView suggested(OrderForm form) {
        try {
            return order(form, Map.of(), null, HttpStatus.OK)
                    .addObject("suggestions", suggestions.of(null, form.description()));
        } catch (Refusal refusal) {
            Map<String, String> wrong =
                    Map.of("description", "诉求内容" + refusal.fields().get("text"));
            return order(form, wrong, null, refusal.status());
        }
    }

    /** An empty order form. */
    ModelAndView blank() {
        return order(OrderForm.blank(), Map.of(), null, HttpStatus.OK);
    }

    /**
     * The order form with what was typed.
     *
     * @param wrong messages by field of {@link OrderForm}
     * @param notice what to tell about the whole form, may be null
     */
    ModelAndView order(OrderForm form, Map<String, String> wrong, @Nullable String notice, HttpStatus status) {
        return new ModelAndView("portal/order-form", status)
                .addObject("form", form)
                .addObject("wrong", wrong)
                .addObject("notice", notice)
                .addObject("categories", choices.categories())
                .addObject("places", choices.places())
                .addObject("map", map.isUseful());
    }

    /** Asks whether it is one of these, before an order is placed. */
    ModelAndView alike(OrderForm form, List<Following.Matter> alike) {
        return new ModelAndView("portal/alike")
                .addObject("form", form)
                .addObject("alike", alike.stream().map(this::seen).toList());
    }

    /** Asks a small question, before what was written is placed. */
    ModelAndView challenge(OrderForm form, Portal.Doing doing, Challenges.Question challenge) {
        return new ModelAndView("portal/challenge", HttpStatus.TOO_MANY_REQUESTS)
                .addObject("form", form)
                .addObject("doing", doing)
                .addObject("challenge", challenge);
    }

    private Seen seen(Following.Matter matter) {
        return new Seen(
                matter.number(),
                String.join(" › ", categories.path(matter.category())),
                matter.place() == null ? null : units.path(matter.place()),
                matter.roundedMetres(),
                matter.status().title(),
                matter.since(),
                matter.voices());
    }

    /**
     * Asks for number and query code.
     *
     * @param wrong messages by field; those about both have the key {@code form}
     * @param unsent text that was typed on a page whose ticket has run out, null when there is none
     */
    ModelAndView track(String number, Map<String, String> wrong, @Nullable String unsent, HttpStatus status) {
        return new ModelAndView("portal/track", status)
                .addObject("number", number)
                .addObject("wrong", wrong)
                .addObject("unsent", unsent);
    }
}
