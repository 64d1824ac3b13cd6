package io.tributary.payment.ledger;

import io.tributary.api.Money;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.chassis.EventPosition;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;

/** Books each payment event: what is held, collected and paid back. */
class LedgerProjection {
    static final String NAME = "ledger";
    private final LedgerTables tables;

    LedgerProjection(LedgerTables tables) {
        this.tables = tables;
    }

    @EventHandler
    void on(PaymentEvent event, EventPosition position) {
        var before = tables.find(event.paymentId()).orElse(LedgerPayment.NONE);
        if (before.position() < position.unseenBelow()) {
            tables.post(event.paymentId(), position, postings(before, event));
            tables.save(event.paymentId(), after(before, event, position.position()));
        }
    }

    static List<Posting> postings(LedgerPayment payment, PaymentEvent event) {
        Money amount = payment.amount();
        return switch (event) {
            case PaymentAuthorized _ when amount != null -> Posting.hold(amount);
            case PaymentVoided _ when amount != null && payment.held() -> Posting.release(amount);
            case PaymentCaptured captured ->
                Stream.of(Posting.release(captured.amount()), Posting.collect(captured.amount())).flatMap(List::stream).toList();
            case PaymentRefunded refunded -> Posting.payBack(refunded.amount());
            case PaymentRequested _,PaymentAuthorized _,PaymentDeclined _,PaymentVoided _,LateAuthorizationRefused _ -> List.of();
        };
    }

    static LedgerPayment after(LedgerPayment payment, PaymentEvent event, long position) {
        return switch (event) {
            case PaymentRequested requested -> new LedgerPayment(requested.amount(), false, position);
            case PaymentAuthorized _ -> new LedgerPayment(payment.amount(), true, position);
            case PaymentDeclined _,PaymentVoided _,PaymentCaptured _,LateAuthorizationRefused _,PaymentRefunded _ ->
                new LedgerPayment(payment.amount(), false, position);
        };
    }
}
