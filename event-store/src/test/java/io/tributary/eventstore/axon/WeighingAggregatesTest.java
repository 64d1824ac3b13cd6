package io.tributary.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeighingAggregatesTest {
    private static final AggregateWeight WEIGHT = new AggregateWeight();

    enum Colour {
        RED
    }

    record Thing(String name, List<String> notes, Map<String, String> labels, Colour colour) {}

    record Uncoloured(String name, List<String> notes, Map<String, String> labels) {}

    private static final class Chain {
        private @Nullable Chain next;
    }

    private static int weigh(Object state) {
        return WEIGHT.weigh("key", state);
    }

    private static Thing thing(String name, int notes) {
        return new Thing(name, Collections.nCopies(notes, "0123456789"), Map.of(), Colour.RED);
    }

    @Test
    void text_weighs_by_its_length() {
        assertThat(weigh(thing("x".repeat(1000), 0)) - weigh(thing("", 0))).isEqualTo(2000);
    }

    @Test
    void collections_and_maps_weigh_by_what_is_in_them() {
        int one = weigh(thing("", 1)) - weigh(thing("", 0));
        assertThat(one).isBetween(20, 200);
        assertThat(weigh(thing("", 100)) - weigh(thing("", 0))).isEqualTo(100 * one);
        var labelled = new Thing("", List.of(), Map.of("k".repeat(500), "v".repeat(500)), Colour.RED);
        assertThat(weigh(labelled) - weigh(thing("", 0))).isBetween(2000, 2200);
    }

    @Test
    void an_enum_weighs_nothing_and_an_entry_never_nothing() {
        assertThat(weigh(new Thing("", List.of(), Map.of(), Colour.RED))).isEqualTo(weigh(new Uncoloured("", List.of(), Map.of())));
        assertThat(weigh(Colour.RED)).isPositive();
    }

    @Test
    void a_state_that_holds_itself_is_weighed_to_the_end() {
        var chain = new Chain();
        chain.next = chain;
        assertThat(weigh(chain)).isBetween(500, 5000);
    }
}
