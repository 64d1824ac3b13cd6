package io.tributary.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.order.OrderEvent;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.testing.CorpusHistory;
import io.tributary.chassis.testing.EventCorpus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StoredOrderEventsTest {
    private final EventCorpus corpus = new EventCorpus(EventCodec.of(OrderEvent.class));

    @TestFactory
    Stream<DynamicTest> the_stored_form_of_every_event_holds() {
        return corpus.checks(OrderEvent.class, List.of(OrderExamples.placed(), OrderExamples.confirmed(), OrderExamples.shipped(),
                OrderExamples.cancelled()));
    }

    @Test
    void the_reason_of_a_cancellation_was_once_called_reason() {
        assertThat(corpus.read("order.order-cancelled", 1)).containsExactly(OrderExamples.cancelled());
    }

    @Test
    void nothing_of_it_is_other_than_it_was_committed() {
        assertThat(new CorpusHistory().changes()).isEmpty();
    }
}
