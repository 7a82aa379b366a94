package org.ganxian.intake;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.ganxian.demand.Categories;
import org.ganxian.order.Complaints;
import org.ganxian.organization.Units;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** Rules of an order that Bean Validation does not know. Null and blank are left to other rules, save where said. */
final class Constraints {

    private Constraints() {}

    /** A category of any level. */
    @Constraint(validatedBy = KnownCategory.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface KnownCategory {
        String message() default "没有这个分类，请从分类目录中选择";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Asks the catalogue. */
        class Rule implements ConstraintValidator<KnownCategory, String> {
            private final Categories categories;

            Rule(Categories categories) {
                this.categories = categories;
            }

            @Override
            public boolean isValid(String code, ConstraintValidatorContext context) {
                if (code == null || code.isBlank() || categories.isChoice(code) || Categories.UNSORTED.equals(code)) {
                    return true;
                }
                context.disableDefaultConstraintViolation();
                context.unwrap(HibernateConstraintValidatorContext.class)
                        .addMessageParameter("choices", categories.askBack(code))
                        .buildConstraintViolationWithTemplate("{choices}")
                        .addConstraintViolation();
                return false;
            }
        }
    }

    /** A unit at which something can happen. Null is an unknown place, blank is not. */
    @Constraint(validatedBy = KnownPlace.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface KnownPlace {
        String message() default "没有这个地方，请从地点目录中选择，不清楚可以不填";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Asks the city's tree. */
        class Rule implements ConstraintValidator<KnownPlace, String> {
            private final Units units;

            Rule(Units units) {
                this.units = units;
            }

            @Override
            public boolean isValid(String code, ConstraintValidatorContext context) {
                return code == null || units.openPlace(code).isPresent();
            }
        }
    }

    /** A telephone number, or several. */
    @Constraint(validatedBy = Phone.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Phone {
        String message() default PhoneNumbers.HINT;

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Asks {@link PhoneNumbers}. */
        class Rule implements ConstraintValidator<Phone, String> {
            private final PhoneNumbers phones;

            Rule(PhoneNumbers phones) {
                this.phones = phones;
            }

            @Override
            public boolean isValid(String phone, ConstraintValidatorContext context) {
                return phone == null || phone.isBlank() || phones.own(phone).isPresent();
            }
        }
    }

    /** Longitude and latitude, or neither. */
    @Constraint(validatedBy = WholePosition.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface WholePosition {
        String message() default "经度和纬度要一起填写";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Blames the missing one. */
        class Rule implements ConstraintValidator<WholePosition, DemandRequest.Place> {
            @Override
            public boolean isValid(DemandRequest.Place place, ConstraintValidatorContext context) {
                if (place == null || (place.longitude() == null) == (place.latitude() == null)) {
                    return true;
                }
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                        .addPropertyNode(place.longitude() == null ? "longitude" : "latitude")
                        .addConstraintViolation();
                return false;
            }
        }
    }

    /** A telephone, unless it is a complaint about staff or a unit by somebody who will not be known to them. */
    @Constraint(validatedBy = Reachable.Rule.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Reachable {
        String message() default "请填写联系电话";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Blames the telephone that is missing, or the wish that cannot be granted. */
        class Rule implements ConstraintValidator<Reachable, DemandRequest> {

            private static final String NOT_HERE = "只有投诉、举报工作人员和单位可以匿名；这件事要留电话，才能联系您";

            @Override
            public boolean isValid(DemandRequest order, ConstraintValidatorContext context) {
                DemandRequest.Contact contact = order.contact();
                if (contact == null) {
                    return true;
                }
                String category = order.category();
                boolean anonymous = contact.isAnonymous();
                boolean reachable = contact.phone() != null && !contact.phone().isBlank();
                if (anonymous ? category != null && Complaints.isOf(category) : reachable) {
                    return true;
                }
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(
                                anonymous ? NOT_HERE : context.getDefaultConstraintMessageTemplate())
                        .addPropertyNode("contact")
                        .addPropertyNode(anonymous ? "anonymous" : "phone")
                        .addConstraintViolation();
                return false;
            }
        }
    }
}
