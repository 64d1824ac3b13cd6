package io.tributary.order.paymentdeadline;

import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Cancels an order whose payment is neither authorised nor declined in time. Every instance looks for late orders; that two of them find
 * the same one does no harm, because an order is cancelled once.
 */
@Component
class WhenPaymentIsLateThenCancelOrder {
    static final String REASON = "payment-timeout";
    private static final Logger LOG = LoggerFactory.getLogger(WhenPaymentIsLateThenCancelOrder.class);
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final int AT_ONCE = 200;
    private final Set<OrderId> inHand = ConcurrentHashMap.newKeySet();
    private final OpenDeadlines deadlines;
    private final CommandGateway commands;
    private final Clock clock;

    WhenPaymentIsLateThenCancelOrder(OpenDeadlines deadlines, @Lazy CommandGateway commands, Clock clock) {
        this.deadlines = deadlines;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Begins with the orders that are late now, the longest overdue first, and goes on without waiting: one that takes long holds up neither
     * the others nor the next look. The result is done when each of them is cancelled or due again.
     */
    CompletableFuture<Void> cancelLateOrders() {
        Instant now = clock.instant();
        return CompletableFuture.allOf(deadlines.due(now, AT_ONCE).stream().filter(inHand::add).map(
                late -> CompletableFuture.runAsync(() -> cancel(late, now), Thread::startVirtualThread)).toArray(
                        CompletableFuture[]::new));
    }

    /** The one boundary for whatever a cancellation meets: the order comes due again, behind all others, and holds up none of them. */
    private void cancel(OrderId late, Instant now) {
        try {
            commands.sendAndWait(new CancelUnpaidOrder(late, REASON));
            deadlines.close(late);
        } catch (RuntimeException e) {
            LOG.warn("order {}, whose payment is late, cannot be cancelled now and is tried again after {}: {}", late, RETRY_AFTER,
                    e.toString());
            deadlines.open(late, now.plus(RETRY_AFTER));
        } finally {
            inHand.remove(late);
        }
    }
}
