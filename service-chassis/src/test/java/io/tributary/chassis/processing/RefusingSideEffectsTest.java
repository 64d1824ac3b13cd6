package io.tributary.chassis.processing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusingSideEffectsTest {
    private static ProjectionDefinition projection(Object handler) {
        return new ProjectionDefinition("parcels", EventSource.ownLog(), List.of(), _ -> handler, (_, _) -> OptionalLong.empty());
    }

    static Stream<Object> policies() {
        return Stream.of(new WhenParcelIsPackedThenSendIt(), new ParcelProcess(), new Sender(null), new Commander(null), new Nested(null),
                new Inheriting(null), new BatchProjection("parcels", new SendingRows(commands())),
                new BatchProjection("parcels", commands()::send), new Listing(List.of(new Commander(commands()))),
                new Anything(commands()));
    }

    private static CommandGateway commands() {
        return DefaultCommandGateway.builder().commandBus(SimpleCommandBus.builder().build()).build();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_handler_with_effects_outside_its_view_cannot_be_a_projection(Object policy) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
                () -> projection(policy).refuseSideEffects()).withMessageContaining(
                        "projection parcels").withMessageContaining(policy.getClass().getName());
    }

    @Test
    void a_handler_that_writes_its_view_can() {
        assertThatCode(() -> projection(new Rows(List.of())).refuseSideEffects()).doesNotThrowAnyException();
        assertThatCode(() -> projection(new BatchProjection("parcels", _ -> {})).refuseSideEffects()).doesNotThrowAnyException();
    }

    private static final class WhenParcelIsPackedThenSendIt {
        @EventHandler
        void on(String event) {}
    }

    private static final class ParcelProcess {
        @EventHandler
        void on(String event) {}
    }

    private record Sender(@Nullable Reactions reactions) {}

    private record Commander(@Nullable CommandGateway commands) {}

    private record SendingRows(CommandGateway commands) implements BatchProjection.Rows {
        @Override
        public void write(EventBatch batch) {
            commands.send(batch);
        }
    }

    private record Listing(List<Object> parts) {}

    private record Anything(Object part) {}

    private record Nested(@Nullable Commander part) {}

    private static final class Inheriting extends Parent {
        Inheriting(@Nullable Reactions reactions) {
            super(reactions);
        }
    }

    private static class Parent {
        final @Nullable Reactions reactions;

        Parent(@Nullable Reactions reactions) {
            this.reactions = reactions;
        }
    }

    private record Rows(List<String> rows) {}
}
