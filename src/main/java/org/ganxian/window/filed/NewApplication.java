package org.ganxian.window.filed;

import org.ganxian.demand.Source;
import org.jspecify.annotations.Nullable;

/**
 * An application as a door takes it in; {@link org.ganxian.window.Applications#file} says what is missing of it.
 *
 * @param item code of a service item that is open today
 * @param applicant name of the person or organisation
 * @param phone as {@code PhoneNumbers.Written.canonical} returns it
 * @param idNumber only where the item requires it (个人信息保护法第六条), null else
 * @param place code of the street, or of a community in it, whose window takes it
 * @param note what the applicant adds, null for nothing
 * @param delivery how the result is to be delivered
 * @param postAddress where to, only for {@link Delivery#POST}
 * @param registeredBy engine user id of the clerk, null when filed online
 */
public record NewApplication(
        @Nullable String item,
        @Nullable String applicant,
        @Nullable String phone,
        @Nullable String idNumber,
        @Nullable String place,
        @Nullable String note,
        @Nullable Delivery delivery,
        @Nullable String postAddress,
        Source source,
        @Nullable String registeredBy) {}
