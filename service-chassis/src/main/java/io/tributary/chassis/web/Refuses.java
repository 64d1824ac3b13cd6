package io.tributary.chassis.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems of its own that a call can be answered with, by the last parts of their types; for the contract's document. What every
 * call of its shape can be answered with needs no mention.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    /** There is no such thing: {@code 404}. */
    String[] unknown() default {};

    /** A rule does not allow it now: {@code 409}. */
    String[] rule() default {};

    /** It can never be right: {@code 400}. */
    String[] invalid() default {};

    /** It cannot be decided now: {@code 503}. */
    String[] unavailable() default {};
}
