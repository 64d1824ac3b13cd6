package io.tributary.payment.paymentprocess;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.ANSWER;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.ASKED;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.AUTHORIZED;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.CANCEL;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.DECLINE;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.DECLINED;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.LEAVE;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.PLACE;
import static io.tributary.payment.paymentprocess.PaymentInterleavingsIT.Step.SHIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.NameBasedId;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentQuery.FindPayment;
import io.tributary.api.payment.PaymentStatus;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.Reactions;
import io.tributary.payment.HandOperatedProvider;
import io.tributary.payment.Orders;
import io.tributary.payment.PaymentServiceIntegration;
import io.tributary.payment.payercopy.PayerCopy;
import io.tributary.payment.payments.PaymentProjection;
import io.tributary.payment.payments.PaymentView;
import io.tributary.payment.provider.ProviderCalls;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In whatever order an order's events and the provider's answers come: every path ends, and no money is held for an order that is not to be paid. */
@PaymentServiceIntegration
class PaymentInterleavingsIT {
    /** What can happen; the last three wait until it has. {@code LEAVE}: the customer is deactivated, and payments have heard of it. */
    enum Step {
        PLACE, CANCEL, SHIP, LEAVE, ANSWER, DECLINE, ASKED, AUTHORIZED, DECLINED
    }

    record Path(String method, List<Step> steps, PaymentStatus end, String hold, long events) {
        static Path of(String method, PaymentStatus end, String hold, long events, Step... steps) {
            return new Path(method, Arrays.asList(steps), end, hold, events);
        }
    }

    private final PaymentProcess process;
    private final PayerCopy payers;
    private final PaymentProjection payments;
    private final HandOperatedProvider provider;
    private final JdbcClient jdbc;

    @Autowired
    PaymentInterleavingsIT(Reactions reactions, PayerCopy payers, ProviderCalls calls, PaymentProjection payments,
            HandOperatedProvider provider, JdbcClient jdbc) {
        this.process = new PaymentProcess(reactions, payers, calls);
        this.payers = payers;
        this.payments = payments;
        this.provider = provider;
        this.jdbc = jdbc;
    }

    static Stream<Path> paths() {
        return Stream.of( //
                Path.of("card-visa", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, AUTHORIZED, SHIP),
                Path.of("card-visa", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, AUTHORIZED, CANCEL),
                Path.of("card-visa", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, PLACE, AUTHORIZED, SHIP, SHIP),
                Path.of("card-visa", PaymentStatus.VOIDED, "none", 1, CANCEL, PLACE),
                Path.of("card-declined", PaymentStatus.DECLINED, "DECLINED", 2, PLACE, DECLINED, CANCEL),
                Path.of("card-unheard-of", PaymentStatus.DECLINED, "DECLINED", 2, PLACE, DECLINED),
                Path.of("card-slow", PaymentStatus.AUTHORIZED, "HELD", 2, PLACE, AUTHORIZED),
                Path.of("card-slow", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, CANCEL),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 2, PLACE, ASKED, CANCEL),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, CANCEL, ANSWER),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, CANCEL, CANCEL, ANSWER, ANSWER),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, ANSWER, CANCEL, ANSWER),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 2, PLACE, ASKED, CANCEL, DECLINE),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, CANCEL, ANSWER, DECLINE),
                Path.of("card-silent", PaymentStatus.AUTHORIZED, "HELD", 2, PLACE, ASKED, ANSWER, ANSWER),
                Path.of("card-silent", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, ASKED, ANSWER, SHIP, ANSWER),
                Path.of("card-late", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, CANCEL),
                Path.of("card-flaky", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, AUTHORIZED, SHIP),
                Path.of("card-flaky", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, AUTHORIZED, CANCEL),
                Path.of("card-flaky", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, CANCEL));
    }

    static Stream<Path> pathsOfSomebodyWhoLeaves() {
        return Stream.of( //
                Path.of("card-visa", PaymentStatus.DECLINED, "none", 2, LEAVE, PLACE),
                Path.of("card-visa", PaymentStatus.DECLINED, "none", 2, LEAVE, PLACE, CANCEL),
                Path.of("card-visa", PaymentStatus.VOIDED, "none", 1, LEAVE, CANCEL, PLACE),
                Path.of("card-visa", PaymentStatus.AUTHORIZED, "HELD", 2, PLACE, AUTHORIZED, LEAVE),
                Path.of("card-visa", PaymentStatus.AUTHORIZED, "HELD", 2, PLACE, AUTHORIZED, LEAVE, PLACE),
                Path.of("card-visa", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, AUTHORIZED, LEAVE, SHIP),
                Path.of("card-slow", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, ASKED, LEAVE, AUTHORIZED, SHIP),
                Path.of("card-slow", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, LEAVE, CANCEL),
                Path.of("card-flaky", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, AUTHORIZED, LEAVE, SHIP),
                Path.of("card-flaky", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, AUTHORIZED, LEAVE, CANCEL),
                Path.of("card-silent", PaymentStatus.CAPTURED, "CAPTURED", 3, PLACE, ASKED, LEAVE, ANSWER, SHIP),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, LEAVE, CANCEL, ANSWER),
                Path.of("card-silent", PaymentStatus.VOIDED, "RELEASED", 3, PLACE, ASKED, CANCEL, LEAVE, ANSWER));
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource({"paths", "pathsOfSomebodyWhoLeaves"})
    void every_path_ends_with_the_money_where_it_belongs(Path path) {
        var order = Orders.placed(path.method());
        path.steps().forEach(step -> take(step, order));
        eventually(() -> assertEnded(order, path.end(), path.hold(), path.events()));
    }

    @RepeatedTest(20)
    @Execution(ExecutionMode.CONCURRENT)
    void an_answer_and_a_cancellation_at_the_same_time_leave_nothing_held() {
        var order = Orders.placed("card-silent");
        take(PLACE, order);
        take(ASKED, order);
        var answer = CompletableFuture.runAsync(() -> take(ANSWER, order));
        var cancellation = CompletableFuture.runAsync(() -> take(CANCEL, order));
        CompletableFuture.allOf(answer, cancellation).join();
        eventually(() -> assertEnded(order, PaymentStatus.VOIDED, "RELEASED", 3));
    }

    private void take(Step step, OrderPlaced order) {
        switch (step) {
            case PLACE -> process.on(order, new GenericEventMessage<>(order));
            case CANCEL -> process.on(Orders.cancelled(order), new GenericEventMessage<>(Orders.cancelled(order)));
            case SHIP -> process.on(Orders.shipped(order));
            case LEAVE -> leave(order.customerId());
            case ANSWER -> provider.authorize(hold(order));
            case DECLINE -> provider.decline(hold(order));
            case ASKED -> eventually(() -> assertThat(provider.wasAsked(hold(order))).as("provider was asked").isTrue());
            case AUTHORIZED -> eventually(() -> assertThat(payment(order).status()).isEqualTo(PaymentStatus.AUTHORIZED));
            case DECLINED -> eventually(() -> assertThat(payment(order).status()).isEqualTo(PaymentStatus.DECLINED));
        }
    }

    private void leave(UserId customer) {
        Orders.USERS.publish(new UserRegistered(customer, new PersonName("Ada")), new UserDeactivated(customer, "gone"));
        eventually(() -> assertThat(payers.seen(customer).active()).isFalse());
    }

    private void assertEnded(OrderPlaced order, PaymentStatus status, String hold, long events) {
        assertThat(payment(order).status()).isEqualTo(status);
        assertThat(payment(order).version()).as("events").isEqualTo(events);
        assertThat(holdState(order)).as("the provider's books").isEqualTo(hold);
        assertThat(openCalls(order)).as("open provider calls").isZero();
        assertThat(booked(order, "card-holds")).as("held").isEqualTo(status == PaymentStatus.AUTHORIZED ? "25.00" : "0");
        assertThat(booked(order, "provider-balance")).as("collected").isEqualTo(status == PaymentStatus.CAPTURED ? "25.00" : "0");
    }

    private String booked(OrderPlaced order, String account) {
        return jdbc.sql("""
                select coalesce(nullif(sum(amount), 0), 0)::text from ledger_posting
                where payment_id = :payment and account = :account""").param("payment", PaymentId.forOrder(order.orderId()).text()).param(
                "account", account).query(String.class).single();
    }

    private PaymentView payment(OrderPlaced order) {
        return payments.find(new FindPayment(PaymentId.forOrder(order.orderId()))).orElseThrow();
    }

    private static UUID hold(OrderPlaced order) {
        return NameBasedId.of(PaymentId.forOrder(order.orderId()).value(), "authorize");
    }

    private String holdState(OrderPlaced order) {
        return jdbc.sql("select state from simulated_hold where hold = :hold").param("hold", hold(order)).query(
                String.class).optional().orElse("none");
    }

    private int openCalls(OrderPlaced order) {
        return jdbc.sql("select count(*) from provider_call where payment_id = :payment and state = 'OPEN'").param("payment",
                PaymentId.forOrder(order.orderId()).value()).query(Integer.class).single();
    }
}
