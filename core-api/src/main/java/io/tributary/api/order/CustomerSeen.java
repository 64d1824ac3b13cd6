package io.tributary.api.order;

import io.tributary.api.user.UserId;

/** What order-service's own copy said of the customer when the command was built: active or not, as of {@code position} in the user log. */
public record CustomerSeen(UserId customerId, boolean active, long position) {}
