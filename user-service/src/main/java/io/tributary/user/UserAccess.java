package io.tributary.user;

import io.tributary.security.RouteAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who registers has no token yet. */
@Configuration(proxyBeanMethods = false)
class UserAccess {
    @Bean
    RouteAccess registration() {
        return RouteAccess.open(HttpMethod.POST, "/users");
    }
}
