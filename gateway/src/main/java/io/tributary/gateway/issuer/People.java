package io.tributary.gateway.issuer;

import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceClient;
import io.tributary.gateway.ServiceFailure;
import io.tributary.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import tools.jackson.databind.json.JsonMapper;

/** Who a token is for: a user by id, one of two customers who register when first asked for, or the role itself. */
class People {
    private static final List<String> CUSTOMERS = List.of("anna", "ben");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final ServiceClient services;
    private final OwnIdentity gateway;
    private final IssuerFolder folder;
    private final JsonMapper json;

    People(ServiceClient services, OwnIdentity gateway, IssuerFolder folder, JsonMapper json) {
        this.services = services;
        this.gateway = gateway;
        this.folder = folder;
        this.json = json;
    }

    String subject(Role role, @Nullable String asked) {
        if (role == Role.CUSTOMER) {
            String customer = asked == null ? CUSTOMERS.getFirst() : asked;
            return CUSTOMERS.contains(customer) ? folder.remembered(customer, () -> register(customer)) : userId(customer);
        }
        return asked == null ? role.text() : asked;
    }

    private static String userId(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException _) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST,
                    "the subject of a customer is a user id, or one of " + String.join(", ", CUSTOMERS));
        }
    }

    /** Repeated calls find the same user, as the idempotency key is the same. */
    private String register(String name) {
        String body = "{\"name\":\"%s\",\"email\":\"%s@example.org\"}".formatted(
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), name);
        try {
            HttpResponse<InputStream> answer = services.send(Service.USER, "/users", PATIENCE,
                    call -> call.POST(BodyPublishers.ofString(body)).header("Authorization", "Bearer " + gateway.token()).header(
                            "Content-Type", "application/json").header("Idempotency-Key", "development-customer-" + name));
            try (InputStream content = answer.body()) {
                if (answer.statusCode() == HttpStatus.CREATED.value()) {
                    return json.readTree(content).path("userId").asString();
                }
                throw unavailable("user-service answered " + answer.statusCode());
            }
        } catch (ServiceFailure | IOException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static OAuth2AuthenticationException unavailable(String why) {
        return refused(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, "the customer could not be registered: " + why);
    }

    static OAuth2AuthenticationException refused(String code, String why) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, why, null));
    }
}
