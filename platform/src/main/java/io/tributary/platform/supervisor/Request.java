package io.tributary.platform.supervisor;

import java.util.Locale;

/** What another command asks a running platform to do. */
public record Request(Kind kind, String part) {
    private static final String SEPARATOR = ".";

    /** What can be asked for. */
    public enum Kind {
        /** Stop it and start it again; of a service with several instances, one after the other. */
        RESTART,
        /** Start a part that was held in reserve. */
        START,
        /** Stop a part that was started on request. */
        END
    }

    String text() {
        return kind.name().toLowerCase(Locale.ROOT) + SEPARATOR + part;
    }

    static Request parse(String text) {
        int end = text.indexOf(SEPARATOR);
        return new Request(Kind.valueOf(text.substring(0, end).toUpperCase(Locale.ROOT)), text.substring(end + 1));
    }
}
