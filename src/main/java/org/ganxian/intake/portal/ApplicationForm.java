package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.ganxian.demand.Source;
import org.ganxian.intake.ApplicationRequest;
import org.ganxian.platform.Texts;
import org.ganxian.window.filed.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * An application as it is typed into the portal, without its files. Nothing is checked here: its rules are those of
 * {@link ApplicationRequest}.
 *
 * @param key stands for this sheet of paper: sent twice, it files one application
 * @param delivery name of a {@link Delivery}
 */
record ApplicationForm(
        String key,
        @Nullable String place,
        @Nullable String applicant,
        @Nullable String phone,
        @Nullable String idNumber,
        String delivery,
        @Nullable String postAddress,
        @Nullable String note) {

    static ApplicationForm blank() {
        return new ApplicationForm(OrderForm.newKey(), null, null, null, null, Delivery.WINDOW.name(), null, null);
    }

    /** What was typed, read by hand where no controller is reached. */
    static ApplicationForm typed(HttpServletRequest request) {
        return new ApplicationForm(
                request.getParameter("key"),
                request.getParameter("place"),
                request.getParameter("applicant"),
                request.getParameter("phone"),
                request.getParameter("idNumber"),
                request.getParameter("delivery"),
                request.getParameter("postAddress"),
                request.getParameter("note"));
    }

    /** The same words on a fresh sheet. */
    ApplicationForm anew() {
        return new ApplicationForm(OrderForm.newKey(), place, applicant, phone, idNumber, delivery, postAddress, note);
    }

    /** False when the page was changed on its way. */
    boolean hasKey() {
        return OrderForm.isKey(key);
    }

    ApplicationRequest request(String item) {
        return new ApplicationRequest(
                item,
                applicant,
                Texts.halfWidth(phone),
                idNumber,
                place,
                // A browser sends line ends as two characters; people count one.
                note == null ? null : note.replace("\r\n", "\n"),
                Arrays.stream(Delivery.values())
                        .filter(d -> d.name().equals(delivery))
                        .findFirst()
                        .orElse(null),
                postAddress,
                Source.PORTAL);
    }
}
