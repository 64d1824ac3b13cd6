package io.tributary.order.ordering;

import io.tributary.api.order.OrderEvent;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.Upcasters;
import io.tributary.chassis.testing.EventCorpus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StoredOrderEventsTest {
    private final EventCorpus corpus = new EventCorpus(new EventCodec(EventCatalog.of(OrderEvent.class), new Upcasters(List.of())));

    @TestFactory
    Stream<DynamicTest> the_stored_form_of_every_event_holds() {
        return corpus.checks(OrderEvent.class, List.of(OrderExamples.placed(), OrderExamples.confirmed(), OrderExamples.shipped(),
                OrderExamples.cancelled()));
    }
}
