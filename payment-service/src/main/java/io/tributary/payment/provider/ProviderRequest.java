package io.tributary.payment.provider;

import io.tributary.api.Money;
import java.util.UUID;

/**
 * What a provider can be asked for. {@code callId} is the idempotency key: the same id asks for the same thing, has its effect once and
 * gets the same answer. {@code hold} is the id of the call that authorised the money.
 */
public sealed interface ProviderRequest {
    UUID callId();

    UUID hold();

    record Authorize(UUID callId, Money amount, String method) implements ProviderRequest {
        @Override
        public UUID hold() {
            return callId;
        }
    }

    record Capture(UUID callId, UUID hold, Money amount) implements ProviderRequest {}

    /** Gives the money free, and forbids an authorisation under this id that has not arrived yet. */
    record Release(UUID callId, UUID hold) implements ProviderRequest {}

    record Refund(UUID callId, UUID hold, Money amount) implements ProviderRequest {}
}
