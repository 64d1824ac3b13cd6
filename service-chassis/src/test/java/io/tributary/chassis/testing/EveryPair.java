package io.tributary.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Rejected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table of what each message (a command, an event) does in each state: a row for a state, a column for a message. A state or message of the
 * sealed types that is missing fails, so that a new one needs its row or column before it can be built.
 */
public final class EveryPair<S, M> {
    /** The outcome of a pair that no history can hold. */
    public static final Object IMPOSSIBLE = IllegalStateException.class;

    private record Row<S>(S state, List<Object> outcomes) {}

    private final Class<S> states;
    private final Class<M> messages;
    private final BiFunction<S, M, Object> outcome;
    private final List<M> columns = new ArrayList<>();
    private final List<Row<S>> rows = new ArrayList<>();

    public EveryPair(Class<S> states, Class<M> messages, BiFunction<S, M, Object> outcome) {
        this.states = states;
        this.messages = messages;
        this.outcome = outcome;
    }

    @SafeVarargs
    public final EveryPair<S, M> columns(M... all) {
        columns.addAll(List.of(all));
        return this;
    }

    /** {@code outcomes}: for each column what the function answers, the reason of its refusal, or {@link #IMPOSSIBLE}. */
    public EveryPair<S, M> in(S state, Object... outcomes) {
        rows.add(new Row<>(state, List.of(outcomes)));
        return this;
    }

    public Stream<DynamicTest> checks() {
        var complete = Stream.of(DynamicTest.dynamicTest("every state has a row", () -> covers(states, rows.stream().map(Row::state))),
                DynamicTest.dynamicTest("every message has a column", () -> covers(messages, columns.stream())));
        return Stream.concat(complete, rows.stream().flatMap(this::checks));
    }

    private Stream<DynamicTest> checks(Row<S> row) {
        var whole = DynamicTest.dynamicTest(row.state() + " has an outcome for every message",
                () -> assertThat(row.outcomes()).hasSameSizeAs(columns));
        return Stream.concat(Stream.of(whole), IntStream.range(0, Math.min(columns.size(), row.outcomes().size())).mapToObj(
                column -> DynamicTest.dynamicTest(row.state() + " + " + columns.get(column),
                        () -> assertThat(outcome(row.state(), columns.get(column))).isEqualTo(row.outcomes().get(column)))));
    }

    private Object outcome(S state, M message) {
        try {
            return outcome.apply(state, message);
        } catch (Rejected refusal) {
            return refusal.reason();
        } catch (IllegalStateException _) {
            return IMPOSSIBLE;
        }
    }

    private static void covers(Class<?> sealed, Stream<?> members) {
        assertThat(members.map(Object::getClass).distinct()).containsExactlyInAnyOrderElementsOf(kinds(sealed).toList());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryPair::kinds) : Stream.of(type);
    }
}
