package io.tributary.api.payment;

import io.tributary.api.user.UserId;

/** What payment-service's own copy said of the payer when the command was built. */
public record PayerSeen(UserId customerId, boolean active) {}
