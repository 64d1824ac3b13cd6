package io.tributary.payment.payments;

import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentQuery.FindPayment;
import io.tributary.chassis.events.AggregateStreams;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** One payment, folded from its own events at each read and therefore never stale. */
@Component
public class PaymentProjection {
    private final AggregateStreams streams;

    PaymentProjection(AggregateStreams streams) {
        this.streams = streams;
    }

    @QueryHandler
    public Optional<PaymentView> find(FindPayment query) {
        return streams.fold(query.paymentId().text(), PaymentEvent.class, Optional.<PaymentView>empty(), PaymentProjection::after).state();
    }

    private static Optional<PaymentView> after(Optional<PaymentView> payment, PaymentEvent event) {
        return Optional.of(payment.orElseGet(() -> PaymentView.nothingOf(event)).after(event));
    }
}
