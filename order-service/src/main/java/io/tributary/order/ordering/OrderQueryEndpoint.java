package io.tributary.order.ordering;

import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderQuery.FindOrder;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.HttpViews.VersionedView;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Refuses;
import io.tributary.order.customercopy.CustomerCopy;
import io.tributary.security.Caller;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderQueryEndpoint {
    private final HttpViews views;
    private final QueryGateway queries;

    OrderQueryEndpoint(HttpViews views, QueryGateway queries) {
        this.views = views;
        this.queries = queries;
    }

    @GetMapping("/orders/{id}")
    @Refuses(unknown = "order-not-found")
    VersionedView<OrderView> find(Caller caller, @PathVariable UUID id) {
        return views.answer(List.of(CustomerCopy.NAME), () -> of(caller, id), OrderView::version);
    }

    /** The id of an order to change. Who sees every order is told by the order itself that there is none. */
    OrderId idOf(Caller caller, UUID id) {
        return caller.seesEverything() ? new OrderId(id) : of(caller, id).orderId();
    }

    /** What belongs to another customer is not there. */
    private OrderView of(Caller caller, UUID id) {
        return queries.query(new FindOrder(new OrderId(id)), ResponseTypes.optionalInstanceOf(OrderView.class)).join().filter(
                order -> caller.maySee(order.customerId().value())).orElseThrow(
                        () -> new NotFound("order-not-found", "there is no order %s".formatted(id)));
    }
}
