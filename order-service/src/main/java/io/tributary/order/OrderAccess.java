package io.tributary.order;

import io.tributary.security.Role;
import io.tributary.security.RouteAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Orders are shipped by the shop, not by its customers. */
@Configuration(proxyBeanMethods = false)
class OrderAccess {
    @Bean
    RouteAccess shipment() {
        return RouteAccess.only(HttpMethod.POST, "/orders/{id}/shipment", Role.OPS);
    }
}
