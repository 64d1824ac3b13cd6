package io.tributary.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class EveryPairTest {
    sealed interface Door {
        record Open() implements Door {}

        sealed interface Closed extends Door {}

        record Shut() implements Closed {}

        record Locked() implements Closed {}
    }

    sealed interface Push {
        record Gently() implements Push {}

        record Hard() implements Push {}
    }

    private static EveryPair<Door, Push> doors() {
        return new EveryPair<>(Door.class, Push.class, EveryPairTest::pushed);
    }

    private static Object pushed(Door door, Push push) {
        return switch (door) {
            case Door.Open _ -> "open";
            case Door.Shut _ -> push instanceof Push.Hard ? "open" : "shut";
            case Door.Locked _ -> throw new IllegalStateException("locked");
        };
    }

    private static List<String> failures(EveryPair<Door, Push> pairs) {
        return pairs.checks().filter(EveryPairTest::fails).map(DynamicTest::getDisplayName).toList();
    }

    private static boolean fails(DynamicTest check) {
        try {
            check.getExecutable().execute();
            return false;
        } catch (Throwable _) {
            return true;
        }
    }

    @Test
    void a_table_that_is_whole_and_right_passes() {
        assertThat(failures(doors().columns(new Push.Gently(), new Push.Hard()).in(new Door.Open(), "open", "open").in(new Door.Shut(),
                "shut", "open").in(new Door.Locked(), EveryPair.IMPOSSIBLE, EveryPair.IMPOSSIBLE))).isEmpty();
    }

    @Test
    void a_state_without_a_row_fails() {
        assertThat(failures(doors().columns(new Push.Gently(), new Push.Hard()).in(new Door.Open(), "open", "open").in(new Door.Shut(),
                "shut", "open"))).containsExactly("every state has a row");
    }

    @Test
    void a_message_without_a_column_fails() {
        assertThat(failures(doors().columns(new Push.Gently()).in(new Door.Open(), "open").in(new Door.Shut(), "shut").in(
                new Door.Locked(), EveryPair.IMPOSSIBLE))).containsExactly("every message has a column");
    }

    @Test
    void a_missing_or_wrong_outcome_fails() {
        assertThat(failures(doors().columns(new Push.Gently(), new Push.Hard()).in(new Door.Open(), "open").in(new Door.Shut(), "open",
                "open").in(new Door.Locked(), EveryPair.IMPOSSIBLE, EveryPair.IMPOSSIBLE))).containsExactly(
                        "Open[] has an outcome for every message", "Shut[] + Gently[]");
    }
}
