package io.tributary.payment.provider;

import io.tributary.api.payment.PaymentCommand;
import io.tributary.api.payment.PaymentCommand.AuthorizePayment;
import io.tributary.api.payment.PaymentCommand.CapturePayment;
import io.tributary.api.payment.PaymentCommand.DeclinePayment;
import io.tributary.api.payment.PaymentId;
import io.tributary.payment.provider.ProviderAnswer.Authorized;
import io.tributary.payment.provider.ProviderAnswer.Captured;
import io.tributary.payment.provider.ProviderAnswer.Declined;
import io.tributary.payment.provider.ProviderAnswer.Refunded;
import io.tributary.payment.provider.ProviderAnswer.Released;
import java.util.Optional;

/** What a provider's answer tells the payment; empty where the payment knows already. */
final class ProviderAnswers {
    private ProviderAnswers() {}

    static Optional<PaymentCommand> command(PaymentId payment, ProviderAnswer answer) {
        return switch (answer) {
            case Authorized a -> Optional.of(new AuthorizePayment(payment, a.reference()));
            case Declined a -> Optional.of(new DeclinePayment(payment, a.reason()));
            case Captured _ -> Optional.of(new CapturePayment(payment));
            case Released _,Refunded _ -> Optional.empty();
        };
    }
}
