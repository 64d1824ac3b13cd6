package io.tributary.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderRejected;
import io.tributary.api.user.UserId;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.order.OrderServiceIntegration;
import io.tributary.order.ordering.Order.Cancelled;
import io.tributary.order.ordering.Order.NotPlaced;
import io.tributary.order.ordering.Order.Shipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The interleavings, with real threads on the real store: who comes second decides on what the first left. */
@OrderServiceIntegration
class RacesOfAnOrderIT {
    private static final int RACERS = 2;
    @Autowired private CommandGateway commands;
    @Autowired private AggregateStreams streams;
    private final OrderId order = new OrderId(UUID.randomUUID());

    @RepeatedTest(15)
    void shipping_and_cancelling_have_one_winner_and_the_loser_is_refused() {
        place();
        confirm();
        int refused = race(() -> commands.sendAndWait(new ShipOrder(order, "TRACK-1")),
                () -> commands.sendAndWait(new CancelOrder(order, "changed my mind")));
        assertThat(refused).isEqualTo(1);
        assertThat(end()).isIn(new Shipped(), new Cancelled());
        assertThat(history()).hasSize(3);
    }

    @RepeatedTest(15)
    void cancelling_wins_over_an_authorisation_whichever_comes_first() {
        place();
        int refused = race(this::confirm, () -> commands.sendAndWait(new CancelOrder(order, "changed my mind")));
        assertThat(refused).isZero();
        assertThat(end()).isEqualTo(new Cancelled());
        assertThat(history()).filteredOn(OrderConfirmed.class::isInstance).hasSize(history().size() - 2);
    }

    private void place() {
        var line = new OrderLine("TEA-1", "Green tea", 1, Money.of("12.50", "EUR"));
        commands.sendAndWait(new PlaceOrder(order, new CustomerSeen(new UserId(UUID.randomUUID()), true, 0), List.of(line), "card-visa",
                Instant.now()));
    }

    private void confirm() {
        commands.sendAndWait(new ConfirmOrder(order, UUID.randomUUID()));
    }

    private Order end() {
        return history().stream().reduce((_, later) -> later).map(Order::evolve).orElseGet(NotPlaced::new);
    }

    private List<OrderEvent> history() {
        return streams.fold(order.text(), OrderEvent.class, new ArrayList<OrderEvent>(), (history, event) -> {
            history.add(event);
            return history;
        }).state();
    }

    /** How many of them were refused. */
    private static int race(Runnable one, Runnable other) {
        var start = new CyclicBarrier(RACERS);
        return racing(start, one).thenCombine(racing(start, other), Integer::sum).join();
    }

    private static CompletableFuture<Integer> racing(CyclicBarrier start, Runnable command) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                start.await();
                command.run();
                return 0;
            } catch (OrderRejected _) {
                return 1;
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }, Thread::startVirtualThread);
    }
}
