package io.tributary.order.orderlist;

import io.tributary.api.order.OrderQuery.ListOrders;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.user.UserId;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.HttpViews.View;
import io.tributary.chassis.web.Page;
import io.tributary.chassis.web.PageOf;
import io.tributary.order.customercopy.CustomerCopy;
import io.tributary.order.ordering.OrderView;
import io.tributary.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderListEndpoint {
    private static final List<String> READS = List.of(OrderListProjection.NAME, CustomerCopy.NAME);
    private final HttpViews views;
    private final QueryGateway queries;

    OrderListEndpoint(HttpViews views, QueryGateway queries) {
        this.views = views;
        this.queries = queries;
    }

    @GetMapping("/orders")
    View<Page<OrderView>> list(Caller caller, @RequestParam @Nullable UUID customerId, @RequestParam @Nullable OrderStatus status,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        UUID owner = caller.ownerToList(customerId);
        var query = new ListOrders(owner == null ? null : new UserId(owner), status, cursor, limit);
        return views.answer(READS, () -> queries.query(query, new PageOf<>(OrderView.class)).join());
    }
}
