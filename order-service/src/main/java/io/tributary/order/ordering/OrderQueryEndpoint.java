package io.tributary.order.ordering;

import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderQuery.FindOrder;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Refuses;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderQueryEndpoint {
    private final QueryGateway queries;

    OrderQueryEndpoint(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/orders/{id}")
    @Refuses(unknown = "order-not-found")
    ResponseEntity<OrderView> find(@PathVariable UUID id) {
        OrderView order = queries.query(new FindOrder(new OrderId(id)),
                ResponseTypes.optionalInstanceOf(OrderView.class)).join().orElseThrow(
                        () -> new NotFound("order-not-found", "there is no order %s".formatted(id)));
        return ResponseEntity.ok().eTag("\"" + order.version() + "\"").body(order);
    }
}
