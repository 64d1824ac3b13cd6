package io.tributary.gateway;

import io.tributary.security.RouteAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Routes that need no token. What else a caller may do, the owners of the data decide once more. */
@Configuration(proxyBeanMethods = false)
class GatewayAccess {
    @Bean
    RouteAccess registration() {
        return RouteAccess.open(HttpMethod.POST, "/users");
    }
}
