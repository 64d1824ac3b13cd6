package io.tributary.security.guard;

import io.tributary.security.Role;
import io.tributary.security.RouteAccess;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Who may call which route; what no rule names is refused. */
final class Routes {
    private static final String[] OPEN = {"/actuator/health/**", "/actuator/info", "/v3/api-docs/**", "/v3/api-docs.yaml",
            "/swagger-ui/**", "/asyncapi"};
    private static final List<HttpMethod> READS = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<HttpMethod> CHANGES = List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final String ANYWHERE = "/**";

    private Routes() {}

    static void guard(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes,
            List<RouteAccess> exceptions) {
        routes.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
        READS.forEach(read -> routes.requestMatchers(read, OPEN).permitAll());
        routes.requestMatchers(HttpMethod.GET, "/actuator/prometheus").hasAnyRole(names(Set.of(Role.OPS, Role.SERVICE)));
        routes.requestMatchers("/actuator/**", "/operations/**").hasRole(Role.OPS.name());
        exceptions.forEach(route -> apply(routes, route));
        READS.forEach(read -> routes.requestMatchers(read, ANYWHERE).hasAnyRole(names(Set.of(Role.values()))));
        CHANGES.forEach(change -> routes.requestMatchers(change, ANYWHERE).hasAnyRole(names(Set.of(Role.CUSTOMER, Role.OPS))));
        routes.anyRequest().denyAll();
    }

    /** What may be read may be read by {@code HEAD} too. */
    private static void apply(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes,
            RouteAccess route) {
        var methods = route.method().equals(HttpMethod.GET) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(route.method());
        for (HttpMethod method : methods) {
            var matched = routes.requestMatchers(method, route.pattern());
            if (route.roles().isEmpty()) {
                matched.permitAll();
            } else {
                matched.hasAnyRole(names(route.roles()));
            }
        }
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }
}
