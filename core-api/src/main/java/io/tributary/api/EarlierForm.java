package io.tributary.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How earlier builds stored this event, and the facts that are read in its place: by every reader alike, from a store, a topic or the dead
 * letters. An entry is for ever: the next version adds one and changes none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(EarlierForm.All.class)
public @interface EarlierForm {
    /** The version stored then, under the name of the event. */
    int version();

    /** One, or several where the event was split: they share its place in the log and are read in this order. */
    Fact[] is();

    /** A fact made of fields of the earlier form; fields not named are left out. */
    @Target({})
    @interface Fact {
        String name();

        int version();

        String[] fields();

        Renamed[] renamed() default {};
    }

    @Target({})
    @interface Renamed {
        String from();

        String to();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        EarlierForm[] value();
    }
}
