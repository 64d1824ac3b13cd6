package io.tributary.chassis.web.problems;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;

/**
 * Takes the ids of paths and queries in the one form that answers give them in: {@code 1-1-1-1-1} is none, though Java reads it. Both ways
 * in which Spring reads one: what a converter refuses it would leave to an editor, and members of a list it leaves to the converter.
 */
final class IdsAsTheyAreWritten extends PropertyEditorSupport implements Converter<String, UUID> {
    @Override
    public UUID convert(String text) {
        var trimmed = text.trim();
        var id = UUID.fromString(trimmed);
        if (!id.toString().equalsIgnoreCase(trimmed)) {
            throw new IllegalArgumentException("not an id: " + trimmed);
        }
        return id;
    }

    /** A parameter without a value is one that is missing. */
    @Override
    public void setAsText(String text) {
        setValue(text.isBlank() ? null : convert(text));
    }
}
