package io.tributary.payment;

import io.tributary.security.Role;
import io.tributary.security.RouteAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Money is given back by the shop, and its books are nothing for customers. */
@Configuration(proxyBeanMethods = false)
class PaymentAccess {
    @Bean
    RouteAccess refunds() {
        return RouteAccess.only(HttpMethod.POST, "/payments/{id}/refunds", Role.OPS);
    }

    @Bean
    RouteAccess books() {
        return RouteAccess.only(HttpMethod.GET, "/ledger", Role.SUPPORT, Role.OPS, Role.SERVICE);
    }
}
