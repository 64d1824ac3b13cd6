package io.tributary.gateway.composition;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a part of a composed answer fared, as callers read it. */
enum State {
    OK, MISSING, TIMEOUT;

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
