package io.tributary.order.ordering;

import io.tributary.chassis.web.Refuses;
import io.tributary.security.Caller;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderQueryEndpoint {
    private final CallersOrders orders;

    OrderQueryEndpoint(CallersOrders orders) {
        this.orders = orders;
    }

    @GetMapping("/orders/{id}")
    @Refuses(unknown = "order-not-found")
    ResponseEntity<OrderView> find(Caller caller, @PathVariable UUID id) {
        OrderView order = orders.find(caller, id);
        return ResponseEntity.ok().eTag("\"" + order.version() + "\"").body(order);
    }
}
