package io.tributary.gateway.composition;

import io.tributary.gateway.Problem;
import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceClient;
import io.tributary.gateway.composition.ComposedOrder.Parts;
import io.tributary.gateway.composition.OwnersAnswers.Customer;
import io.tributary.gateway.composition.OwnersAnswers.Customers;
import io.tributary.gateway.composition.OwnersAnswers.Order;
import io.tributary.gateway.composition.OwnersAnswers.Orders;
import io.tributary.gateway.composition.OwnersAnswers.Payment;
import io.tributary.gateway.composition.OwnersAnswers.Payments;
import io.tributary.gateway.composition.Part.Given;
import io.tributary.gateway.composition.Part.Late;
import io.tributary.gateway.composition.Part.Missing;
import io.tributary.gateway.composition.Part.Refused;
import io.tributary.security.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Order, customer and payment from their owners, whatever each of them manages before the deadline. A page costs one call per owner. */
@Component
class OrderDetailsComposition implements AutoCloseable {
    private final ServiceClient services;
    private final JsonMapper json;
    private final HttpServletRequest currentRequest;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    OrderDetailsComposition(ServiceClient services, JsonMapper json, HttpServletRequest currentRequest,
            @Value("${tributary.gateway.composition-deadline:2s}") Duration patience) {
        this.services = services;
        this.json = json;
        this.currentRequest = currentRequest;
        this.patience = patience;
    }

    /** The customer is asked for once the order, or failing that the payment, has said who it is. */
    ComposedOrder order(UUID orderId) {
        var calls = new Calls(services, json, threads, patience, caller());
        Supplier<Part<Order>> order = calls.ask(Service.ORDER, "/orders/" + orderId, Order.class);
        Supplier<Part<Payments>> payments = calls.ask(Service.PAYMENT, "/payments?orderId=" + orderId, Payments.class);
        Part<Order> placed = present(order.get(), orderId);
        Part<Payment> payment = payments.get().pick(it -> it.items().isEmpty() ? null : it.items().getFirst());
        Part<String> customerId = placed instanceof Given<Order> ? placed.pick(Order::customerId) : payment.pick(Payment::customerId);
        return ComposedOrder.of(orderId.toString(), placed, customer(calls, customerId), payment);
    }

    /** The owners decide what this caller may see. */
    private Consumer<HttpRequest.Builder> caller() {
        String token = currentRequest.getHeader(HttpHeaders.AUTHORIZATION);
        String requestId = currentRequest.getHeader(RequestId.HEADER);
        return call -> {
            if (token != null) {
                call.header(HttpHeaders.AUTHORIZATION, token);
            }
            call.header(RequestId.HEADER, requestId);
        };
    }

    private static Part<Order> present(Part<Order> order, UUID orderId) {
        return switch (order) {
            case Missing<Order> _ -> throw new Problem(HttpStatus.NOT_FOUND, "order-not-found", "there is no order %s".formatted(orderId));
            case Refused<Order>(Problem problem) -> throw problem;
            case Given<Order> _,Late<Order> _ -> order;
        };
    }

    private static Part<Customer> customer(Calls calls, Part<String> customerId) {
        return switch (customerId) {
            case Given<String>(String id) -> calls.ask(Service.USER, "/users/" + id, Customer.class).get();
            case Missing<String> _,Late<String> _,Refused<String> _ -> new Late<>();
        };
    }

    /** @param query the list's own query, passed on to the orders' owner, which also refuses what is wrong with it */
    ComposedOrders orders(String query) {
        var calls = new Calls(services, json, threads, patience, caller());
        return switch (calls.ask(Service.ORDER, "/orders" + query, Orders.class).get()) {
            case Given<Orders>(Orders orders) -> page(calls, orders);
            case Refused<Orders>(Problem problem) -> throw problem;
            case Missing<Orders> _,Late<Orders> _ -> new ComposedOrders(null, null, new Parts(State.TIMEOUT, State.TIMEOUT, State.TIMEOUT));
        };
    }

    private static ComposedOrders page(Calls calls, Orders orders) {
        List<Order> items = orders.items();
        if (items.isEmpty()) {
            return new ComposedOrders(List.of(), orders.next(), new Parts(State.OK, State.OK, State.OK));
        }
        var customers = calls.ask(Service.USER, "/users?ids=" + distinct(items, Order::customerId), Customers.class);
        var payments = calls.ask(Service.PAYMENT, "/payments?orderIds=" + distinct(items, Order::orderId), Payments.class);
        var customerById = customers.get().pick(it -> it.items().stream().collect(Collectors.toMap(Customer::userId, Function.identity())));
        var paymentByOrder = payments.get().pick(
                it -> it.items().stream().collect(Collectors.toMap(Payment::orderId, Function.identity())));
        List<ComposedOrder> composed = items.stream().map(order -> ComposedOrder.of(order.orderId(), new Given<>(order),
                customerById.pick(it -> it.get(order.customerId())), paymentByOrder.pick(it -> it.get(order.orderId())))).toList();
        return new ComposedOrders(composed, orders.next(), new Parts(State.OK, customerById.state(), paymentByOrder.state()));
    }

    private static String distinct(List<Order> orders, Function<Order, String> id) {
        return orders.stream().map(id).distinct().collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
