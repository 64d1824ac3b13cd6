package io.tributary.chassis.publishing;

import io.tributary.chassis.EventPosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Up to where a view must have come to show what a command did: for each aggregate of its commit, the position of the last event that left
 * the service. Empty if none did; then every view has come far enough.
 */
public record ConsistencyToken(List<EventPosition> events) {
    /** The header it travels in, both ways. */
    public static final String HEADER = "Consistency-Token";
    private static final String VERSION = "1";
    private static final String SEPARATOR = "\u001f";
    private static final int PARTS = 3;
    private static final int MAX_TEXT = 4096;

    public ConsistencyToken {
        events = List.copyOf(events);
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws InvalidToken for anything else; answered as {@code 400 /problems/invalid-consistency-token}
     */
    public static ConsistencyToken parse(String text) {
        try {
            if (text.length() <= MAX_TEXT) {
                return of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1));
            }
        } catch (IllegalArgumentException _) {
            // not base64, or not a number where a position should be: answered below like any other foreign text
        }
        throw new InvalidToken();
    }

    private static ConsistencyToken of(String[] parts) {
        if (!parts[0].equals(VERSION) || parts.length % PARTS != 1) {
            throw new InvalidToken();
        }
        var events = new ArrayList<EventPosition>();
        for (int i = 1; i < parts.length; i += PARTS) {
            events.add(new EventPosition(parts[i], parts[i + 1], Long.parseLong(parts[i + 2])));
        }
        return new ConsistencyToken(events);
    }

    /** Whether there is nothing to wait for. */
    public boolean isEmpty() { return events.isEmpty(); }

    /** Its form for callers, to whom it means nothing. */
    public String text() {
        var parts = new ArrayList<>(List.of(VERSION));
        events.forEach(event -> parts.addAll(List.of(event.owner(), event.key(), Long.toString(event.position()))));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /** The text is not a token of this platform. */
    public static final class InvalidToken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidToken() {
            super("the consistency token is not one that a command was answered with", null, false, false);
        }
    }
}
