package org.ganxian.window.filed;

import org.ganxian.demand.Source;

/**
 * An application as a door takes it in; {@link org.ganxian.window.Applications#file} checks it.
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
        String item,
        String applicant,
        String phone,
        String idNumber,
        String place,
        String note,
        Delivery delivery,
        String postAddress,
        Source source,
        String registeredBy) {}
