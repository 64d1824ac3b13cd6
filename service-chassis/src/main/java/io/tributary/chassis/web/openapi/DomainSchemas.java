package io.tributary.chassis.web.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.tributary.chassis.json.DomainJson;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Values of the domain as {@link DomainJson} writes them. */
final class DomainSchemas implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (raw == BigDecimal.class) {
            return new StringSchema().pattern("^-?\\d{1,20}(\\.\\d{1,20})?$").example("12.50");
        }
        if (raw == Currency.class) {
            return new StringSchema().pattern("^[A-Z]{3}$").example("EUR");
        }
        if (DomainJson.isValue(raw)) {
            return context.resolve(
                    new AnnotatedType(raw.getRecordComponents()[0].getGenericType()).ctxAnnotations(type.getCtxAnnotations()));
        }
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && raw.isRecord()) {
            keepComponents(raw, schema.get$ref() == null ? schema : context.getDefinedModels().get(nameOf(schema.get$ref())));
        }
        return schema;
    }

    /** What a record can be asked beyond its components is not written. */
    private static void keepComponents(Class<?> raw, @Nullable Schema<?> model) {
        if (model != null && model.getProperties() != null) {
            var components = Arrays.stream(raw.getRecordComponents()).map(RecordComponent::getName).toList();
            model.getProperties().keySet().retainAll(components);
        }
    }

    private static String nameOf(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
