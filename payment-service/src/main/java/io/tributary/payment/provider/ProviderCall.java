package io.tributary.payment.provider;

import io.tributary.api.payment.PaymentId;

/** A request of one payment; {@code attempts}: how often it was sent. */
record ProviderCall(PaymentId paymentId, ProviderRequest request, int attempts) {}
