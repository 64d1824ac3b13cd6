package io.tributary.payment.provider;

import java.util.UUID;

/** What a provider says of a call. */
public sealed interface ProviderAnswer {
    UUID callId();

    /** {@code reference}: the provider's own name for the money it holds. */
    record Authorized(UUID callId, String reference) implements ProviderAnswer {}

    record Declined(UUID callId, String reason) implements ProviderAnswer {}

    record Captured(UUID callId) implements ProviderAnswer {}

    record Released(UUID callId) implements ProviderAnswer {}

    record Refunded(UUID callId) implements ProviderAnswer {}
}
