package io.tributary.chassis.web;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One line of text in any script: not blank, at most {@code max} characters, no control characters and no half characters, which not every database stores. */
@Documented
@Constraint(validatedBy = {})
@NotBlank
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
@Size
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface PlainText {
    /** Most characters allowed. */
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max() default 200;

    /** Unused: each of the composed rules has a message of its own. */
    String message() default "";

    /** Validation groups, none by default. */
    Class<?>[] groups() default {};

    /** Payload of the constraint, none by default. */
    Class<? extends Payload>[] payload() default {};
}
