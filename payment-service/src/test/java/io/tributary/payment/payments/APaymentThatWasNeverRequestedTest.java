package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.api.payment.PaymentCommand;
import io.tributary.api.payment.PaymentCommand.AuthorizePayment;
import io.tributary.api.payment.PaymentCommand.CapturePayment;
import io.tributary.api.payment.PaymentCommand.DeclinePayment;
import io.tributary.api.payment.PaymentCommand.RefundPayment;
import io.tributary.api.payment.PaymentRejected;
import io.tributary.api.payment.PaymentRejected.Reason;
import io.tributary.payment.payments.Payment.NotRequested;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class APaymentThatWasNeverRequestedTest {
    static Stream<PaymentCommand> commands() {
        return Stream.of(new AuthorizePayment(PAYMENT, "hold-1"), new DeclinePayment(PAYMENT, "insufficient-funds"),
                new CapturePayment(PAYMENT), new RefundPayment(PAYMENT, REFUND, BigDecimal.ONE, "damaged"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_is_unknown_to_every_command_that_does_not_start_it(PaymentCommand command) {
        var refusal = catchThrowableOfType(PaymentRejected.class, () -> PaymentDecider.decide(new NotRequested(), command));
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN);
    }
}
