package io.tributary.chassis.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.math.BigDecimal;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one JSON form of domain values, without annotations on them: a record with the single component {@code value} is that value,
 * an amount is a decimal string, an enum its name, a time RFC 3339. A component not marked nullable must be there.
 */
public final class DomainJson {
    private DomainJson() {}

    /** Applies the form to a mapper that is being built, for stored events and for HTTP alike. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.annotationIntrospector(
                AnnotationIntrospectorPair.pair(new JacksonAnnotationIntrospector(), new DomainRecords())).addModule(
                        domainModule().addDeserializer(BigDecimal.class, new DecimalReader())).withConfigOverride(
                                BigDecimal.class, decimal -> decimal.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING))).enable(
                                        StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    /** Whether values of the type are written as their single component. */
    public static boolean isValue(Class<?> type) {
        return DomainRecords.isValue(type);
    }

    private static SimpleModule domainModule() {
        return new SimpleModule("domain") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addDeserializers(new ValueRecordReader.Finder());
            }
        };
    }

    /** For requests: the form of the domain, and nothing beyond what a call documents; no value is guessed from another type. */
    public static JsonMapper.Builder strict(JsonMapper.Builder builder) {
        return configure(builder).addModule(new SimpleModule("http").addDeserializer(String.class, new HttpText())).enable(
                StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(
                                MapperFeature.ALLOW_COERCION_OF_SCALARS).enable(
                                        EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS).withCoercionConfigDefaults(
                                                coercions -> coercions.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    /** For states of aggregates: their fields as they are, and which of a sealed type's records each is. */
    public static JsonMapper states() {
        var introspector = AnnotationIntrospectorPair.pair(new SealedStates(), new DomainRecords());
        return configure(JsonMapper.builder()).annotationIntrospector(introspector).changeDefaultVisibility(
                visibility -> visibility.withVisibility(PropertyAccessor.ALL, Visibility.NONE).withVisibility(PropertyAccessor.FIELD,
                        Visibility.ANY).withVisibility(PropertyAccessor.CREATOR, Visibility.ANY)).build();
    }

    /** For what is stored: reads what a newer build wrote, ignoring fields this one does not know. */
    public static JsonMapper tolerant() {
        return configure(JsonMapper.builder()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    }
}
