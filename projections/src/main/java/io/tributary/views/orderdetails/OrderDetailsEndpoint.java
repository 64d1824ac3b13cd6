package io.tributary.views.orderdetails;

import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.user.UserId;
import io.tributary.api.views.ViewQuery.FindOrderDetails;
import io.tributary.api.views.ViewQuery.ListOrderDetails;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.HttpViews.View;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Page;
import io.tributary.chassis.web.PageOf;
import io.tributary.chassis.web.Refuses;
import io.tributary.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/views/order-details")
class OrderDetailsEndpoint {
    private final HttpViews views;
    private final QueryGateway queries;

    OrderDetailsEndpoint(HttpViews views, QueryGateway queries) {
        this.views = views;
        this.queries = queries;
    }

    @GetMapping("/{orderId}")
    @Refuses(unknown = "order-not-found")
    View<OrderDetails> find(Caller caller, @PathVariable UUID orderId) {
        var query = new FindOrderDetails(new OrderId(orderId));
        return views.answer(OrderDetailsProjection.NAME,
                () -> queries.query(query, ResponseTypes.optionalInstanceOf(OrderDetails.class)).join().filter(
                        order -> caller.maySee(order.customer().userId().value())).orElseThrow(
                                () -> new NotFound("order-not-found", "the view knows no order %s".formatted(orderId))));
    }

    @GetMapping
    View<Page<OrderDetails>> list(Caller caller, @RequestParam @Nullable UUID customerId, @RequestParam @Nullable OrderStatus status,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        UUID owner = caller.ownerToList(customerId);
        var query = new ListOrderDetails(owner == null ? null : new UserId(owner), status, cursor, limit);
        return views.answer(OrderDetailsProjection.NAME, () -> queries.query(query, new PageOf<>(OrderDetails.class)).join());
    }
}
