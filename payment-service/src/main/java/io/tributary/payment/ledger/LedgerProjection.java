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
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.payment.ledger.LedgerTables.Booking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Books each payment event: what is held, collected and paid back. A batch of events costs three round trips. */
class LedgerProjection implements BatchProjection.Rows {
    static final String NAME = "ledger";
    private final LedgerTables tables;

    LedgerProjection(LedgerTables tables) {
        this.tables = tables;
    }

    @Override
    public void write(EventBatch batch) {
        var payments = tables.find(batch.keys(PaymentEvent.class, PaymentEvent::paymentId));
        var bookings = new ArrayList<Booking>();
        for (PositionedEvent at : batch.events()) {
            if (at.event() instanceof PaymentEvent event) {
                var before = payments.getOrDefault(event.paymentId().text(), LedgerPayment.NONE);
                if (before.position() < at.unseenBelow()) {
                    postings(before, event).forEach(
                            posting -> bookings.add(new Booking(event.paymentId().text(), at, posting)));
                    payments.put(event.paymentId().text(), after(before, event, at.position()));
                }
            }
        }
        tables.post(bookings);
        tables.save(payments);
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
