package io.tributary.chassis.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads the component of a value record as it would be read by itself, under all the rules for its type, and makes the record of it. */
final class ValueRecordReader extends StdDeserializer<Object> {
    private final Constructor<?> constructor;
    private final JavaType component;

    private ValueRecordReader(JavaType type, Constructor<?> constructor, JavaType component) {
        super(type);
        this.constructor = constructor;
        this.component = component;
    }

    /** Takes over all records with the single component {@code value}. */
    static final class Finder extends Deserializers.Base {
        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
                BeanDescription.Supplier description) {
            return DomainRecords.isValue(type.getRawClass()) ? reader(type, config) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return DomainRecords.isValue(type);
        }

        private static ValueRecordReader reader(JavaType type, DeserializationConfig config) {
            RecordComponent component = type.getRawClass().getRecordComponents()[0];
            try {
                Constructor<?> constructor = type.getRawClass().getDeclaredConstructor(component.getType());
                constructor.setAccessible(true);
                return new ValueRecordReader(type, constructor, config.constructType(component.getType()));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record has a constructor for its components: " + type, e);
            }
        }
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        Object value = context.findContextualValueDeserializer(component, null).deserialize(parser, context);
        try {
            return constructor.newInstance(value);
        } catch (InvocationTargetException e) {
            return context.handleInstantiationProblem(handledType(), value, e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("the constructor of a record was made accessible: " + constructor, e);
        }
    }
}
