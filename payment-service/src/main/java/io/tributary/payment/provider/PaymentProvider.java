package io.tributary.payment.provider;

import java.util.function.Consumer;

/** The party that holds and moves the money. */
public interface PaymentProvider {
    /**
     * Hands the request over without waiting for its answer. The answer comes from another thread: at once, late, more than once or never.
     *
     * @throws ProviderUnavailable if the request was not taken, or it is unknown whether it was: send it again under the same call id
     */
    void send(ProviderRequest request, Consumer<ProviderAnswer> answers);
}
