package io.tributary.gateway.composition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/compositions/order-details")
class OrderDetailsCompositionEndpoint {
    private final OrderDetailsComposition composition;

    OrderDetailsCompositionEndpoint(OrderDetailsComposition composition) {
        this.composition = composition;
    }

    @GetMapping("/{orderId}")
    ComposedOrder order(@PathVariable UUID orderId) {
        return composition.order(orderId);
    }

    @GetMapping
    ComposedOrders orders(HttpServletRequest request) {
        String query = request.getQueryString();
        return composition.orders(query == null ? "" : "?" + query);
    }
}
