package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.lateRefused;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voided;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.payment.PaymentEvent;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.testing.CorpusHistory;
import io.tributary.chassis.testing.EventCorpus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StoredPaymentEventsTest {
    private final EventCorpus corpus = new EventCorpus(EventCodec.of(PaymentEvent.class));

    @TestFactory
    Stream<DynamicTest> the_stored_form_of_every_event_holds() {
        return corpus.checks(PaymentEvent.class, List.of(requested(), authorized(), declined(), captured(), voided(), lateRefused(),
                refunded(REFUND, "5.00", "5.00")));
    }

    @Test
    void nothing_of_it_is_other_than_it_was_committed() {
        assertThat(new CorpusHistory().changes()).isEmpty();
    }
}
