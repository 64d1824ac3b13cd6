package io.tributary.chassis.web.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.tributary.chassis.web.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The limits of values, as JSON Schema says them. */
final class Limits {
    private static final String NOT_BLANK = "^[^\\p{Cc}\\p{Cs}]*[^\\s\\p{Cc}\\p{Cs}][^\\p{Cc}\\p{Cs}]*$";
    private static final Map<Class<?>, Supplier<Schema<?>>> TYPES = Map.of( //
            BigDecimal.class, () -> new StringSchema().pattern("^-?\\d{1,20}(\\.\\d{1,20})?$").example("12.50"), //
            Currency.class, () -> new StringSchema().pattern("^[A-Z]{3}$").example("EUR"), //
            UUID.class, () -> new StringSchema().format("uuid"), //
            Instant.class, () -> new StringSchema().format("date-time"), //
            String.class, StringSchema::new, //
            int.class, () -> new IntegerSchema().format("int32"), Integer.class, () -> new IntegerSchema().format("int32"), //
            long.class, () -> new IntegerSchema().format("int64"), Long.class, () -> new IntegerSchema().format("int64"));

    private Limits() {}

    static boolean describes(Class<?> type) {
        return TYPES.containsKey(type);
    }

    static Schema<?> ofType(Class<?> type) {
        Supplier<Schema<?>> schema = TYPES.get(type);
        if (schema == null) {
            throw new IllegalArgumentException("no limits are known of %s".formatted(type));
        }
        return schema.get();
    }

    /** A value that checks itself names its limits: {@code MAX_LENGTH} and {@code SHAPE}. */
    static void ofConstants(Class<?> value, Schema<?> schema) {
        for (Field field : value.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getName().equals("MAX_LENGTH")) {
                schema.minLength(1).maxLength((Integer) constant(field));
            } else if (Modifier.isStatic(field.getModifiers()) && field.getName().equals("SHAPE")) {
                schema.pattern("^(?:" + ((Pattern) constant(field)).pattern() + ")$");
            }
        }
    }

    private static Object constant(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public constant can be read: " + field, e);
        }
    }

    static void ofAnnotations(AnnotatedElement component, Schema<?> schema) {
        if (component.getAnnotation(PlainText.class) instanceof PlainText text) {
            schema.minLength(1).maxLength(text.max()).pattern(NOT_BLANK);
        }
        if (component.getAnnotation(Min.class) instanceof Min min) {
            schema.minimum(BigDecimal.valueOf(min.value()));
        }
        if (component.getAnnotation(Max.class) instanceof Max max) {
            schema.maximum(BigDecimal.valueOf(max.value()));
        }
        if (component.getAnnotation(Size.class) instanceof Size size) {
            ofSize(size, schema);
        }
        if (component.getAnnotation(
                io.swagger.v3.oas.annotations.media.Schema.class) instanceof io.swagger.v3.oas.annotations.media.Schema said) {
            schema.setDescription(said.description());
        }
    }

    /** Characters of a text, items of a list. */
    private static void ofSize(Size size, Schema<?> schema) {
        @Nullable
        Integer most = size.max() == Integer.MAX_VALUE ? null : size.max();
        if (schema instanceof ArraySchema) {
            schema.minItems(size.min()).maxItems(most);
        } else {
            schema.minLength(size.min()).maxLength(most);
        }
    }
}
