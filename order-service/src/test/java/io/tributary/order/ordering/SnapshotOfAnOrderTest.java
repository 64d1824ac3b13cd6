package io.tributary.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.json.DomainJson;
import io.tributary.order.ordering.Order.Cancelled;
import io.tributary.order.ordering.Order.Confirmed;
import io.tributary.order.ordering.Order.NotPlaced;
import io.tributary.order.ordering.Order.Placed;
import io.tributary.order.ordering.Order.Shipped;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotOfAnOrderTest {
    static Stream<Order> states() {
        return Stream.of(new NotPlaced(), new Placed(), new Confirmed(), new Shipped(), new Cancelled());
    }

    @ParameterizedTest
    @MethodSource("states")
    void every_state_comes_back_as_it_was_stored(Order state) {
        var json = DomainJson.states();
        assertThat(json.readValue(json.writerFor(Order.class).writeValueAsBytes(state), Order.class)).isEqualTo(state);
    }
}
