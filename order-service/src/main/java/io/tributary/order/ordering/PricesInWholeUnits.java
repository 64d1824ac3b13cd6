package io.tributary.order.ordering;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.stream.IntStream;

/** Each price is above zero and a whole number of the smallest units of the order's currency: cents, yen, fils. */
@Constraint(validatedBy = PricesInWholeUnits.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface PricesInWholeUnits {
    String message() default "must be above zero and no finer than the smallest unit of the currency";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<PricesInWholeUnits, PlaceOrderRequest> {
        @Override
        public boolean isValid(PlaceOrderRequest order, ConstraintValidatorContext context) {
            int digits = Math.max(0, order.currency().getDefaultFractionDigits());
            int[] wrong = IntStream.range(0, order.lines().size()).filter(
                    line -> !isWholeUnits(order.lines().get(line).unitPrice(), digits)).toArray();
            context.disableDefaultConstraintViolation();
            for (int line : wrong) {
                context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate()).addPropertyNode(
                        "lines").addPropertyNode("unitPrice").inIterable().atIndex(line).addConstraintViolation();
            }
            return wrong.length == 0;
        }

        private static boolean isWholeUnits(BigDecimal price, int digits) {
            return price.signum() > 0 && price.stripTrailingZeros().scale() <= digits;
        }
    }
}
