package io.tributary.gateway.composition;

import io.tributary.gateway.composition.ComposedOrder.Parts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of composed orders; without an answer from the orders' owner there are no items, which is not the same as none. */
record ComposedOrders(@Nullable List<ComposedOrder> items, @Nullable String next, Parts parts) {}
