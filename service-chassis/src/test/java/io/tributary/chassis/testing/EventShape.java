package io.tributary.chassis.testing;

import io.tributary.chassis.json.DomainJson;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields a record has as JSON and of what kind each is: {@code text}, {@code number}, {@code boolean}, {@code text of A, B}, a list of one
 * kind, or fields again. A kind that ends with {@code ?} may be missing, and so may a list or fields that stand in <code>{"?": …}</code>.
 */
public final class EventShape {
    private static final JsonNodeFactory JSON = JsonMapper.builder().build().getNodeFactory();
    private static final Map<Class<?>, String> NOT_TEXT = Map.of(int.class, "number", long.class, "number", Integer.class, "number",
            Long.class, "number", boolean.class, "boolean", Boolean.class, "boolean");
    private static final Set<Class<?>> TEXT = Set.of(String.class, UUID.class, Instant.class, Currency.class, BigDecimal.class);
    private static final String OPTIONAL = "?";
    private static final String ONE_OF = "text of ";
    private static final String SEPARATOR = ", ";

    private EventShape() {}

    /** The shape in which events of the class are written. */
    public static ObjectNode of(Class<?> event) {
        ObjectNode fields = JSON.objectNode();
        for (RecordComponent component : event.getRecordComponents()) {
            fields.set(component.getName(), kind(component.getAnnotatedType()));
        }
        return fields;
    }

    private static JsonNode kind(AnnotatedType type) {
        JsonNode kind = kind(type, type.getType());
        if (!type.isAnnotationPresent(Nullable.class)) {
            return kind;
        }
        return kind.isString() ? JSON.stringNode(kind.asString() + OPTIONAL) : JSON.objectNode().set(OPTIONAL, kind);
    }

    private static JsonNode kind(AnnotatedType annotated, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return JSON.arrayNode().add(kind(((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> valueType)) {
            throw unknown(type);
        }
        if (DomainJson.isValue(valueType)) {
            return kind(valueType.getRecordComponents()[0].getAnnotatedType());
        }
        return valueType.isRecord() ? of(valueType) : JSON.stringNode(simple(valueType));
    }

    /** A type nobody has thought of might be written in any form. */
    private static String simple(Class<?> type) {
        if (type.isEnum()) {
            return ONE_OF + Stream.of(type.getEnumConstants()).map(Object::toString).sorted().collect(Collectors.joining(SEPARATOR));
        }
        String kind = TEXT.contains(type) ? "text" : NOT_TEXT.get(type);
        if (kind == null) {
            throw unknown(type);
        }
        return kind;
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("events hold no " + type.getTypeName() + ": nobody has said what it looks like as JSON");
    }

    /** What of {@code wanted} is missing in {@code offered}, or of another kind there; empty if a reader of the one can read the other. */
    static List<String> missing(JsonNode wanted, @Nullable JsonNode offered, String path) {
        if (wanted.has(OPTIONAL)) {
            return missing(wanted.get(OPTIONAL), offered != null && offered.has(OPTIONAL) ? offered.get(OPTIONAL) : offered, path);
        }
        if (wanted instanceof ObjectNode fields && offered instanceof ObjectNode other) {
            return fields.properties().stream().flatMap(
                    field -> missing(field.getValue(), other.get(field.getKey()), path + "." + field.getKey()).stream()).toList();
        }
        if (wanted instanceof ArrayNode list && offered instanceof ArrayNode other) {
            return missing(list.get(0), other.get(0), path + "[]");
        }
        boolean same = offered != null && (wanted.equals(offered) || wanted.asString("").equals(offered.asString("") + OPTIONAL));
        return same ? List.of() : List.of("%s: %s is read, %s is written".formatted(path, wanted, offered));
    }

    /** Where {@code sample} is not of this shape. */
    static List<String> misfits(JsonNode shape, @Nullable JsonNode sample, String path) {
        if (shape.has(OPTIONAL)) {
            return sample == null || sample.isNull() ? List.of() : misfits(shape.get(OPTIONAL), sample, path);
        }
        if (shape instanceof ObjectNode fields && sample instanceof ObjectNode values) {
            Stream<String> unknown = names(values).stream().filter(name -> !fields.has(name)).map(
                    name -> path + "." + name + " is not listed");
            return Stream.concat(unknown, fields.properties().stream().flatMap(
                    field -> misfits(field.getValue(), values.get(field.getKey()), path + "." + field.getKey()).stream())).toList();
        }
        if (shape instanceof ArrayNode list && sample instanceof ArrayNode values) {
            return values.valueStream().flatMap(value -> misfits(list.get(0), value, path + "[]").stream()).toList();
        }
        String kind = shape.asString("");
        boolean fits = switch (sample) {
            case null -> kind.endsWith(OPTIONAL);
            case JsonNode it when it.isNull() -> kind.endsWith(OPTIONAL);
            case JsonNode it when it.isString() -> kind.startsWith("text") && isListed(kind, it.asString());
            case JsonNode it when it.isNumber() -> kind.startsWith("number");
            case JsonNode it -> it.isBoolean() && kind.startsWith("boolean");
        };
        return fits ? List.of() : List.of("%s: %s is listed, the sample has %s".formatted(path, shape, sample));
    }

    private static boolean isListed(String kind, String value) {
        return !kind.startsWith(ONE_OF) || List.of(kind.substring(ONE_OF.length()).replace(OPTIONAL, "").split(SEPARATOR)).contains(value);
    }

    private static Collection<String> names(ObjectNode node) {
        return node.propertyNames();
    }
}
