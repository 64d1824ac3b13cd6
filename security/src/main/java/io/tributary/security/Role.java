package io.tributary.security;

import java.util.Locale;

/** What an identity may do; the claim {@code roles} of its token lists them in lower case. */
public enum Role {
    /** Sees and changes what is its own. */
    CUSTOMER,
    /** Reads everything, changes nothing. */
    SUPPORT,
    /** Reads and changes everything, and operates the services. */
    OPS,
    /** Another service: reads everything, changes nothing over HTTP. */
    SERVICE;

    /** The claim that lists them. */
    public static final String CLAIM = "roles";
    private static final String AUTHORITY = "ROLE_";

    /** As tokens and the command line spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean seesEverything() {
        return this != CUSTOMER;
    }

    /** As Spring Security names it. */
    public String authority() {
        return AUTHORITY + name();
    }
}
