package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.EventPosition;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Hands an event's position to handlers that declare an {@link EventPosition} parameter. Found by Axon as a service. */
public final class EventPositionResolver implements ParameterResolverFactory {
    @Override
    public @Nullable ParameterResolver<EventPosition> createInstance(Executable executable, Parameter[] parameters, int parameterIndex) {
        return parameters[parameterIndex].getType() == EventPosition.class ? new FromMessage() : null;
    }

    private static final class FromMessage implements ParameterResolver<EventPosition> {
        @Override
        public EventPosition resolveParameterValue(Message<?> message) {
            return EventPosition.of(message).orElseThrow(
                    () -> new IllegalStateException("message " + message.getIdentifier() + " carries no position in a log"));
        }

        @Override
        public boolean matches(Message<?> message) {
            return EventPosition.of(message).isPresent();
        }
    }
}
