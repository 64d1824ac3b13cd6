package io.tributary.order.paymentdeadline;

import static java.util.concurrent.CompletableFuture.runAsync;

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
 * Cancels an order whose payment is neither authorised nor declined in time. Every instance looks for late orders and claims what it
 * finds; one whose cancellation fails, or whose instance dies over it, comes due again. That two instances cancel the same order, which a
 * slow one makes possible, does no harm.
 */
@Component
class WhenPaymentIsLateThenCancelOrder {
    static final String REASON = "payment-timeout";
    private static final Logger LOG = LoggerFactory.getLogger(WhenPaymentIsLateThenCancelOrder.class);
    private static final Duration CLAIMED_FOR = Duration.ofMillis(500);
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
        var late = deadlines.claim(now, AT_ONCE, now.plus(CLAIMED_FOR), inHand).stream().filter(inHand::add);
        return CompletableFuture.allOf(
                late.map(order -> runAsync(() -> cancel(order), Thread::startVirtualThread)).toArray(CompletableFuture[]::new));
    }

    /** The one boundary for whatever a cancellation meets: the order comes due again, behind all others, and holds up none of them. */
    private void cancel(OrderId late) {
        try {
            commands.sendAndWait(new CancelUnpaidOrder(late, REASON));
            deadlines.close(late);
        } catch (RuntimeException e) {
            LOG.warn("order {}, whose payment is late, cannot be cancelled now and comes due again: {}", late, e.toString());
        } finally {
            inHand.remove(late);
        }
    }
}
