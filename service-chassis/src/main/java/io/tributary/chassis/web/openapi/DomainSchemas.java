package io.tributary.chassis.web.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverterContextImpl;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.tributary.chassis.json.DomainJson;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as {@link DomainJson} reads and writes them: every component is there unless it is marked nullable, and keeps the limits that
 * its type or its annotations set. Two records never share a name in the document.
 */
public final class DomainSchemas implements ModelConverter {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Map<String, JavaType> names = new ConcurrentHashMap<>();

    /** JSON schemas by name: of the given records, and of every record in them. */
    public static JsonNode of(Collection<Class<?>> records) {
        var context = new ModelConverterContextImpl(new DomainSchemas());
        records.forEach(type -> context.resolve(new AnnotatedType(type)));
        context.getDefinedModels().values().forEach(DomainSchemas::typed);
        return JSON.readTree(Json31.pretty(context.getDefinedModels()));
    }

    /** OpenAPI 3.1 has a list of types where 3.0 has one; springdoc moves them in its own documents. */
    private static void typed(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.getType() != null && schema.getTypes() == null) {
            schema.addType(schema.getType());
        }
        typed(schema.getItems());
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(DomainSchemas::typed);
        }
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(DomainSchemas::typed);
        }
    }

    /** The name of a record's own schema. */
    public static String nameOf(Class<?> type) {
        return name(Json.mapper().constructType(type));
    }

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        if (java.getRawClass().isRecord() || Limits.describes(java.getRawClass())) {
            return schema(java, context);
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private Schema<?> schema(JavaType type, ModelConverterContext context) {
        Class<?> raw = type.getRawClass();
        if (Limits.describes(raw)) {
            return Limits.ofType(raw);
        }
        if (type.isCollectionLikeType()) {
            return new ArraySchema().items(schema(type.getContentType(), context));
        }
        if (type.isMapLikeType()) {
            return new MapSchema().additionalProperties(schema(type.getContentType(), context));
        }
        if (raw.isRecord()) {
            return DomainJson.isValue(raw) ? value(raw, context) : record(type, context);
        }
        return context.resolve(new AnnotatedType(type).resolveAsRef(true));
    }

    private Schema<?> value(Class<?> raw, ModelConverterContext context) {
        Schema<?> schema = schema(Json.mapper().constructType(raw.getRecordComponents()[0].getGenericType()), context);
        Limits.ofConstants(raw, schema);
        return schema;
    }

    private Schema<?> record(JavaType type, ModelConverterContext context) {
        String name = name(type);
        JavaType named = names.putIfAbsent(name, type);
        if (named != null && !named.equals(type)) {
            throw new IllegalStateException("two types are called %s in the contract: %s and %s".formatted(name, named, type));
        }
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = new ObjectSchema();
            context.defineModel(name, schema, type, null);
            Arrays.stream(type.getRawClass().getRecordComponents()).forEach(component -> add(schema, type, component, context));
        }
        return new Schema<>().$ref(SCHEMAS + name);
    }

    private void add(Schema<?> schema, JavaType owner, RecordComponent component, ModelConverterContext context) {
        JavaType type = Json.mapper().getTypeFactory().resolveMemberType(component.getGenericType(), owner.getBindings());
        Schema<?> property = schema(type, context);
        Limits.ofAnnotations(component.getAccessor(), property);
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            schema.addProperty(component.getName(), nullable(property));
        } else {
            schema.addProperty(component.getName(), property);
            schema.addRequiredItem(component.getName());
        }
    }

    private static Schema<?> nullable(Schema<?> schema) {
        return new Schema<>().addAnyOfItem(schema).addAnyOfItem(new Schema<>().types(Set.of("null")));
    }

    /** A record inside of another is named after both; one inside of an endpoint has a name of its own. */
    private static String name(JavaType type) {
        Class<?> raw = type.getRawClass();
        Class<?> outer = raw.getEnclosingClass();
        var name = new StringBuilder(outer == null || outer.getSimpleName().endsWith("Endpoint") ? "" : outer.getSimpleName());
        name.append(raw.getSimpleName());
        type.getBindings().getTypeParameters().forEach(parameter -> name.append(parameter.getRawClass().getSimpleName()));
        return name.toString();
    }
}
