package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.api.order.OrderCommand;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderRejected;
import io.tributary.api.order.OrderRejected.Reason;
import io.tributary.order.ordering.Order.NotPlaced;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnOrderThatWasNeverPlacedTest {
    static Stream<OrderCommand> commands() {
        return Stream.of(new ConfirmOrder(ORDER, PAYMENT), new CancelOrder(ORDER, "changed my mind"),
                new CancelUnpaidOrder(ORDER, "payment-timeout"), new ShipOrder(ORDER, "TRACK-1"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_is_unknown_to_every_command(OrderCommand command) {
        var refusal = catchThrowableOfType(OrderRejected.class, () -> OrderDecider.decide(new NotPlaced(), command));
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN);
    }
}
