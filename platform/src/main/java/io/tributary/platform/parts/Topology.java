package io.tributary.platform.parts;

import java.util.Locale;

/** Where the services' PostgreSQL data live. */
public enum Topology {
    /** One server; each service has its own role and its own schema, and may do nothing else. */
    PRIVATE_SCHEMAS,
    /** A server for each service. */
    SEPARATE_INSTANCES;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
