package io.tributary.chassis.testing;

import io.tributary.chassis.json.DomainJson;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields a record has as JSON and of what kind each is: {@code text}, {@code number}, {@code boolean}, a list of one kind, or fields
 * again. A kind that ends with {@code ?} may be missing.
 */
public final class EventShape {
    private static final JsonNodeFactory JSON = JsonMapper.builder().build().getNodeFactory();
    private static final Map<Class<?>, String> NOT_TEXT = Map.of(int.class, "number", long.class, "number", Integer.class, "number",
            Long.class, "number", boolean.class, "boolean", Boolean.class, "boolean");

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
        boolean optional = type.isAnnotationPresent(Nullable.class);
        return optional && kind.isString() ? JSON.stringNode(kind.asString() + "?") : kind;
    }

    private static JsonNode kind(AnnotatedType annotated, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return JSON.arrayNode().add(kind(((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0]));
        }
        var valueType = (Class<?>) type;
        if (DomainJson.isValue(valueType)) {
            return kind(valueType.getRecordComponents()[0].getAnnotatedType());
        }
        return valueType.isRecord() ? of(valueType) : JSON.stringNode(NOT_TEXT.getOrDefault(valueType, "text"));
    }

    /** What of {@code wanted} is missing in {@code offered}, or of another kind there; empty if a reader of the one can read the other. */
    static List<String> missing(JsonNode wanted, @Nullable JsonNode offered, String path) {
        if (wanted instanceof ObjectNode fields && offered instanceof ObjectNode other) {
            return fields.properties().stream().flatMap(
                    field -> missing(field.getValue(), other.get(field.getKey()), path + "." + field.getKey()).stream()).toList();
        }
        if (wanted instanceof ArrayNode list && offered instanceof ArrayNode other) {
            return missing(list.get(0), other.get(0), path + "[]");
        }
        boolean same = offered != null && (wanted.equals(offered) || wanted.asString("").equals(offered.asString("") + "?"));
        return same ? List.of() : List.of("%s: %s is read, %s is written".formatted(path, wanted, offered));
    }

    /** Where {@code sample} is not of this shape. */
    static List<String> misfits(JsonNode shape, @Nullable JsonNode sample, String path) {
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
            case null -> kind.endsWith("?");
            case JsonNode it when it.isNull() -> kind.endsWith("?");
            case JsonNode it when it.isString() -> kind.startsWith("text");
            case JsonNode it when it.isNumber() -> kind.startsWith("number");
            case JsonNode it -> it.isBoolean() && kind.startsWith("boolean");
        };
        return fits ? List.of() : List.of("%s: %s is listed, the sample has %s".formatted(path, shape, sample));
    }

    private static Collection<String> names(ObjectNode node) {
        return node.propertyNames();
    }
}
