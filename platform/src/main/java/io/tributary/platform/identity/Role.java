package io.tributary.platform.identity;

import java.util.Locale;

/** As what somebody calls the services. */
public enum Role {
    CUSTOMER, SUPPORT, OPS, SERVICE;

    /** As tokens, their files and the command line spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
