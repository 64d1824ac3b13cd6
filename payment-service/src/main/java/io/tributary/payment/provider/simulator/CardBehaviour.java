package io.tributary.payment.provider.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the simulated provider treats a payment method. */
enum CardBehaviour {
    /** Holds the money and says so at once. */
    VISA("card-visa"),
    /** Declines for want of money. */
    DECLINED("card-declined"),
    /** Holds the money at once and says so three seconds later. */
    SLOW("card-slow"),
    /** Holds the money and never says so. */
    SILENT("card-silent"),
    /** Holds the money at once and says so when it has just been given free: after the payment's deadline, or its cancellation. */
    LATE("card-late"),
    /** Loses its first answer to everything and gives each later one twice: at once, and half a second later, when the payment may have gone on. */
    FLAKY("card-flaky"),
    /** Not a method it knows: declined. */
    UNSUPPORTED("");

    private final String method;

    CardBehaviour(String method) {
        this.method = method;
    }

    static CardBehaviour of(@Nullable String method) {
        return Arrays.stream(values()).filter(behaviour -> behaviour.method.equals(method)).findFirst().orElse(UNSUPPORTED);
    }

    /** Why it declines; null if it does not. */
    @Nullable
    String declineReason() {
        return switch (this) {
            case VISA, SLOW, SILENT, LATE, FLAKY -> null;
            case DECLINED -> "insufficient-funds";
            case UNSUPPORTED -> "unsupported-payment-method";
        };
    }
}
