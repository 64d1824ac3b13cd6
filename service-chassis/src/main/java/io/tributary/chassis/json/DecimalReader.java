package io.tributary.chassis.json;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a decimal string without an exponent. A number is refused: it may have passed through a binary fraction on its way; and
 * {@code 1e999999999} would cost gigabytes to put into the scale of a currency.
 */
final class DecimalReader extends StdScalarDeserializer<BigDecimal> {
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");

    DecimalReader() {
        super(BigDecimal.class);
    }

    @Override
    public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (BigDecimal) context.handleUnexpectedToken(context.constructType(BigDecimal.class), parser);
        }
        String text = parser.getString();
        if (!PLAIN.matcher(text).matches()) {
            return (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, text, "not a plain decimal");
        }
        return new BigDecimal(text);
    }
}
