package io.tributary.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.security.Role;
import io.tributary.security.testing.GuardedListenerContract;
import io.tributary.user.UserServiceIntegration;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see and change a user. */
@UserServiceIntegration
class GuardedUsersIT extends GuardedListenerContract {
    @Test
    void anybody_may_register() throws Exception {
        assertThat(registered()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"SUPPORT", "OPS", "SERVICE"})
    void staff_and_services_see_every_user(Role role) throws Exception {
        UUID ada = registered();
        assertThat(send(as(role, request("/users/" + ada))).statusCode()).isEqualTo(200);
        assertThat(send(as(role, request("/users?ids=" + ada))).body()).contains(ada.toString());
    }

    @Test
    void customers_see_themselves_and_nobody_else() throws Exception {
        UUID ada = registered();
        UUID ben = registered();
        assertThat(send(as(Role.CUSTOMER, ada, request("/users/" + ada))).statusCode()).isEqualTo(200);
        assertThat(send(as(Role.CUSTOMER, ada, request("/users?ids=%s,%s".formatted(ben, ada)))).body()).contains(
                ada.toString()).doesNotContain(ben.toString());
        looksUnknown(ada, ben, id -> request("/users/" + id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PUT|/name|{\"name\":\"Mallory\"}", "PUT|/email|{\"email\":\"mallory@example.org\"}",
            "POST|/deactivation|{\"reason\":\"revenge\"}", "POST|/reactivation|{}"})
    void customers_change_themselves_and_nobody_else(String method, String rest, String body) throws Exception {
        UUID ada = registered();
        UUID ben = registered();
        looksUnknown(ada, ben, id -> change(method, "/users/" + id + rest, body));
        assertThat(send(as(Role.OPS, request("/users/" + ben))).headers().firstValue("ETag")).hasValue("\"2\"");
        String own = body.replace("mallory@example.org", ada + "@example.com");
        assertThat(send(as(Role.CUSTOMER, ada, change(method, "/users/" + ada + rest, own))).statusCode()).isEqualTo(204);
    }

    private UUID registered() throws Exception {
        String body = "{\"name\":\"Ada\",\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID());
        HttpResponse<String> answer = send(change("POST", "/users", body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return UUID.fromString(answer.headers().firstValue("Location").orElseThrow().substring("/users/".length()));
    }
}
