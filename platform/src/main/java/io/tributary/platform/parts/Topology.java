package io.tributary.platform.parts;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the services' PostgreSQL data live. */
public enum Topology {
    /** One server; each service has its own role and its own schema, and may do nothing else. */
    PRIVATE_SCHEMAS,
    /** A server for each service. */
    SEPARATE_INSTANCES;

    /** The topology that is written so. */
    public static Topology named(String text) {
        return Arrays.stream(values()).filter(topology -> topology.text().equals(text)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("'" + text + "' is none of "
                        + Arrays.stream(values()).map(Topology::text).collect(Collectors.joining(", "))));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
