package io.tributary.chassis.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ends: the sort values of its last row, opaque to callers. */
public record Cursor(List<String> values) {
    private static final String SEPARATOR = "\u001f";

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor after(String... values) {
        return new Cursor(Arrays.asList(values));
    }

    /** Reads a cursor of exactly {@code size} values; null stays null. Anything else is answered as {@code 400 /problems/invalid-cursor}. */
    public static @Nullable Cursor parse(@Nullable String text, int size) {
        if (text == null) {
            return null;
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var values = List.of(decoded.split(SEPARATOR, -1));
            if (values.size() == size) {
                return new Cursor(values);
            }
        } catch (IllegalArgumentException _) {
            // not base64: answered below like any other foreign text
        }
        throw new InvalidCursor();
    }

    /** The value at {@code index} where the list sorts by a text; one with control characters is answered as a foreign cursor is. */
    public String textAt(int index) {
        var text = values.get(index);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidCursor();
        }
        return text;
    }

    /** The value at {@code index} where the list sorts by a number; a text there is answered as a foreign cursor is. */
    public long longAt(int index) {
        try {
            return Long.parseLong(values.get(index));
        } catch (NumberFormatException _) {
            throw new InvalidCursor();
        }
    }

    /** The value at {@code index} where the list sorts by an id; any other text there is answered as a foreign cursor is. */
    public UUID uuidAt(int index) {
        try {
            return UUID.fromString(values.get(index));
        } catch (IllegalArgumentException _) {
            throw new InvalidCursor();
        }
    }

    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
    }

    public static final class InvalidCursor extends RuntimeException {
        InvalidCursor() {
            super("the cursor is not one that this list handed out", null, false, false);
        }
    }
}
