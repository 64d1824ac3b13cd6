package io.tributary.payment.payments;

import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentQuery.FindPayment;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One payment, folded from its own events at each read and therefore never stale. */
@Component
public class PaymentProjection {
    private final EventStore events;

    PaymentProjection(EventStore events) {
        this.events = events;
    }

    @QueryHandler
    public Optional<PaymentView> find(FindPayment query) {
        @Nullable
        PaymentView payment = null;
        for (var event : events.readEvents(query.paymentId().text()).asStream().map(e -> (PaymentEvent) e.getPayload()).toList()) {
            payment = (payment == null ? PaymentView.nothingOf(event) : payment).after(event);
        }
        return Optional.ofNullable(payment);
    }
}
