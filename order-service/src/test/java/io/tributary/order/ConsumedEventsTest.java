package io.tributary.order;

import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.testing.ConsumedEvents;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConsumedEventsTest {
    @TestFactory
    Stream<DynamicTest> what_is_read_of_other_owners_is_there() {
        return new ConsumedEvents(OrderServiceApplication.class).checks(UserEvent.class, PaymentEvent.class);
    }
}
