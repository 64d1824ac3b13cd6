package io.tributary.payment.payments;

import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentCommand.RefundPayment;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentQuery.FindPayment;
import io.tributary.api.user.UserId;
import io.tributary.chassis.web.HttpCommands;
import io.tributary.chassis.web.HttpCommands.Created;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Page;
import io.tributary.chassis.web.PlainText;
import io.tributary.chassis.web.Refuses;
import io.tributary.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PaymentEndpoint {
    private final HttpCommands commands;
    private final QueryGateway queries;

    PaymentEndpoint(HttpCommands commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    record PaymentList(List<PaymentView> items) {}

    record RefundRequest(@DecimalMin(value = "0", inclusive = false) @DecimalMax("100000000000") BigDecimal amount,
            @PlainText(max = 500) String reason) {}

    record RefundCreated(UUID refundId) {}

    /** An order has one payment at most, found by the id that follows from the order's: no list is kept for it. One page, without what is unknown. */
    @GetMapping("/payments")
    PaymentList ofOrders(Caller caller, @RequestParam @Nullable UUID orderId,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = Page.MAX_LIMIT) List<@NotNull UUID> orderIds)
            throws MissingServletRequestParameterException {
        if (orderId == null && orderIds == null) {
            throw new MissingServletRequestParameterException("orderId", "UUID");
        }
        var orders = Stream.concat(Stream.ofNullable(orderId), Stream.ofNullable(orderIds).flatMap(List::stream));
        return new PaymentList(
                orders.distinct().map(OrderId::new).flatMap(order -> find(caller, PaymentId.forOrder(order)).stream()).toList());
    }

    @GetMapping("/payments/{id}")
    @Refuses(unknown = "payment-not-found")
    ResponseEntity<PaymentView> one(Caller caller, @PathVariable UUID id) {
        PaymentView payment = find(caller, new PaymentId(id)).orElseThrow(
                () -> new NotFound("payment-not-found", "there is no payment %s".formatted(id)));
        return ResponseEntity.ok().eTag("\"" + payment.version() + "\"").body(payment);
    }

    @PostMapping("/payments/{id}/refunds")
    @Refuses(unknown = "payment-not-found", rule = {"payment-not-captured", "refund-exceeds-captured"}, invalid = "invalid-amount")
    Created<RefundCreated> refund(@PathVariable UUID id, @Valid @RequestBody RefundRequest request) {
        var refundId = UUID.randomUUID();
        var command = new RefundPayment(new PaymentId(id), refundId, request.amount(), request.reason());
        return commands.create(command, URI.create("/payments/" + id), new RefundCreated(refundId));
    }

    private Optional<PaymentView> find(Caller caller, PaymentId id) {
        return queries.query(new FindPayment(id), ResponseTypes.optionalInstanceOf(PaymentView.class)).join().filter(
                payment -> visible(caller, payment.customerId()));
    }

    /** A payment that was voided before it was requested names no customer yet. */
    private static boolean visible(Caller caller, @Nullable UserId customer) {
        return customer == null ? caller.seesEverything() : caller.maySee(customer.value());
    }
}
