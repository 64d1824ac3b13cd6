package io.tributary.chassis.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a text that every store can keep: Unicode characters, of which NUL and halves of surrogate pairs are none. */
final class HttpText extends StdScalarDeserializer<String> {
    HttpText() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(context.constructType(String.class), parser);
        }
        String text = parser.getString();
        if (text.chars().anyMatch(unit -> unit == 0)
                || text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            return (String) context.handleWeirdStringValue(String.class, "", "not a storable text");
        }
        return text;
    }
}
