package io.tributary.payment.provider;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.payment.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.api.Money;
import io.tributary.api.NameBasedId;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.payment.PaymentId;
import io.tributary.payment.HandOperatedProvider;
import io.tributary.payment.Orders;
import io.tributary.payment.PaymentServiceIntegration;
import io.tributary.payment.provider.ProviderRequest.Authorize;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Time-outs and retries: a call is sent until it is done, and the provider does once what it asks for. */
@PaymentServiceIntegration
class CallingTheProviderIT {
    private static final int DUE_AT_ONCE = 200;
    @Autowired private HandOperatedProvider provider;
    @Autowired private MeterRegistry meters;
    @Autowired private JdbcClient jdbc;
    @Autowired private ProviderCallTable providerCallTable;
    @Autowired private ProviderSettings settings;
    @Autowired private CommandGateway commands;
    @Autowired private TransactionTemplate transactions;

    @Test
    void an_answer_that_does_not_come_in_time_is_asked_for_again_and_the_money_held_once() {
        var order = Orders.placed("card-silent");
        ORDERS.publish(order);
        eventually(() -> assertThat(provider.timesAsked(hold(order))).isGreaterThan(1));
        provider.authorize(hold(order));
        eventually(() -> assertThat(count("provider_call where call_id = :id and state = 'ANSWERED'", hold(order))).isEqualTo(1));
        assertThat(count("simulated_hold where hold = :id and state = 'HELD'", hold(order))).isEqualTo(1);
    }

    @Test
    void a_capture_is_sent_until_it_succeeds_with_an_alarm_from_the_fifth_failure_on() {
        var order = Orders.placed("card-visa");
        ORDERS.publish(order);
        eventually(() -> assertThat(count("simulated_hold where hold = :id and state = 'HELD'", hold(order))).isEqualTo(1));
        provider.failCaptures(hold(order), 5);
        double before = alarms();
        ORDERS.publish(Orders.confirmed(order), Orders.shipped(order));
        eventually(() -> assertThat(alarms()).isGreaterThan(before));
        eventually(() -> assertThat(count("simulated_hold where hold = :id and state = 'CAPTURED'", hold(order))).isEqualTo(1));
        eventually(() -> assertThat(count("provider_call where hold = :id and state = 'OPEN'", hold(order))).isZero());
    }

    @Test
    void an_answer_lost_given_twice_and_late_has_its_effect_once() {
        var order = Orders.placed("card-flaky");
        ORDERS.publish(order);
        eventually(() -> assertThat(count("provider_call where hold = :id and state = 'ANSWERED'", hold(order))).isEqualTo(1));
        ORDERS.publish(Orders.confirmed(order), Orders.shipped(order));
        eventually(() -> assertThat(count("provider_call where hold = :id and state = 'ANSWERED'", hold(order))).isEqualTo(2));
        assertThat(count("event_log where aggregate_id = :id::text", PaymentId.forOrder(order.orderId()).value())).isEqualTo(3);
    }

    @Test
    void a_call_that_hangs_holds_up_no_other() {
        var stuck = Orders.placed("card-visa");
        ORDERS.publish(stuck);
        eventually(() -> assertThat(count("simulated_hold where hold = :id and state = 'HELD'", hold(stuck))).isEqualTo(1));
        provider.hangOn(hold(stuck));
        ORDERS.publish(Orders.confirmed(stuck), Orders.shipped(stuck));
        eventually(() -> assertThat(count("provider_call where hold = :id and kind = 'CAPTURE' and attempts > 0", hold(stuck))).isEqualTo(
                1));
        var other = Orders.placed("card-visa");
        ORDERS.publish(other);
        eventually(() -> assertThat(count("simulated_hold where hold = :id and state = 'HELD'", hold(other))).isEqualTo(1));
        provider.comeBack(hold(stuck));
        eventually(() -> assertThat(count("simulated_hold where hold = :id and state = 'CAPTURED'", hold(stuck))).isEqualTo(1));
    }

    /** The running service, and two more that look at their common table. */
    @Test
    void calls_that_are_due_at_once_are_sent_within_a_second_and_each_time_by_one_of_several_instances() {
        var holds = Stream.generate(UUID::randomUUID).limit(DUE_AT_ONCE).toList();
        transactions.executeWithoutResult(_ -> holds.forEach(hold -> providerCallTable.open(new PaymentId(UUID.randomUUID()),
                new Authorize(hold, Money.of("1.00", "EUR"), "card-silent"))));
        long start = System.nanoTime();
        var instances = List.of(new WhenProviderCallIsDueThenSendIt(providerCallTable, provider, commands, settings),
                new WhenProviderCallIsDueThenSendIt(providerCallTable, provider, commands, settings));
        eventually(() -> {
            instances.parallelStream().forEach(WhenProviderCallIsDueThenSendIt::sendDueCalls);
            assertThat(holds).allMatch(provider::wasAsked);
        });
        var late = Duration.ofNanos(System.nanoTime() - start);
        holds.forEach(providerCallTable::withdraw);
        eventually(() -> assertThat(holds).allSatisfy(hold -> assertThat(count("provider_call where call_id = :id and attempts = "
                + provider.timesAsked(hold), hold)).as("sent as often as it was due").isEqualTo(1)));
        System.out.printf("%d provider calls due at once, three instances: the last sent after %d ms%n", DUE_AT_ONCE, late.toMillis());
        assertThat(late).isLessThan(Duration.ofSeconds(1));
    }

    private double alarms() {
        return meters.get("tributary.provider.calls.stuck").gauge().value();
    }

    private int count(String rows, UUID id) {
        return jdbc.sql("select count(*) from " + rows).param("id", id).query(Integer.class).single();
    }

    private static UUID hold(OrderPlaced order) {
        return NameBasedId.of(PaymentId.forOrder(order.orderId()).value(), "authorize");
    }
}
