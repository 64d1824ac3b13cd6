package io.tributary.security;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * A bean of this type says who may call one route, where the rule is not the usual one: reads take any role, changes take
 * {@link Role#CUSTOMER} and {@link Role#OPS}, operations take {@link Role#OPS}.
 *
 * @param pattern path pattern as request mappings have it
 * @param roles of which the caller has one; none: everybody may call, without a token too
 */
public record RouteAccess(HttpMethod method, String pattern, Set<Role> roles) {
    public RouteAccess {
        roles = Set.copyOf(roles);
    }

    /** Needs no token. */
    public static RouteAccess open(HttpMethod method, String pattern) {
        return new RouteAccess(method, pattern, Set.of());
    }

    /** Needs one of these roles. */
    public static RouteAccess only(HttpMethod method, String pattern, Role first, Role... others) {
        return new RouteAccess(method, pattern, EnumSet.of(first, others));
    }
}
