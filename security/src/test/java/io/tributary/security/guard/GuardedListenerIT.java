package io.tributary.security.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.tributary.security.Role;
import io.tributary.security.testing.GuardedListenerContract;
import io.tributary.security.testing.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ContextConfiguration;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = GuardedExample.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "spring.security.filter.order=-2147483638", "tributary.security.rate-limit.per-second=1",
        "tributary.security.rate-limit.burst=100", "management.endpoints.web.exposure.include=health,env"})
@ContextConfiguration(initializers = TestIssuer.Believed.class)
class GuardedListenerIT extends GuardedListenerContract {
    private static final UUID MINE = UUID.randomUUID();

    @Test
    void a_route_may_be_open() throws Exception {
        assertThat(send(post("/door")).body()).isEqualTo("nobody[]");
        assertThat(send(as(Role.CUSTOMER, MINE, post("/door"))).body()).isEqualTo(MINE + "[CUSTOMER]");
    }

    @Test
    void a_route_may_be_for_fewer_roles_than_usual() throws Exception {
        assertThat(send(as(Role.CUSTOMER, MINE, request("/vaults/1"))).statusCode()).isEqualTo(403);
        assertThat(send(as(Role.CUSTOMER, MINE, request("/vaults/1").method("HEAD", BodyPublishers.noBody()))).statusCode()).isEqualTo(403);
        assertThat(send(as(Role.SUPPORT, MINE, request("/vaults/1"))).body()).isEqualTo("1");
    }

    @Test
    void a_customer_sees_what_is_theirs() throws Exception {
        assertThat(send(as(Role.CUSTOMER, MINE, request("/things/" + MINE))).body()).isEqualTo("true");
        assertThat(send(as(Role.CUSTOMER, MINE, request("/things/" + UUID.randomUUID()))).body()).isEqualTo("false");
        assertThat(send(as(Role.SUPPORT, MINE, request("/things/" + UUID.randomUUID()))).body()).isEqualTo("true");
    }

    @Test
    void a_subject_that_asks_too_often_waits() throws Exception {
        var eager = UUID.randomUUID();
        int answered = 0;
        var answer = send(as(Role.CUSTOMER, eager, request("/request-id")));
        while (answer.statusCode() == 200 && answered < 200) {
            answered++;
            answer = send(as(Role.CUSTOMER, eager, request("/request-id")));
        }
        assertThat(answered).isBetween(100, 120);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).contains("/problems/too-many-requests");
        assertThat(send(as(Role.CUSTOMER, UUID.randomUUID(), request("/request-id"))).statusCode()).isEqualTo(200);
    }

    @Test
    void every_request_has_an_id() throws Exception {
        var given = send(as(Role.OPS, request("/request-id").header("X-Request-Id", "my-request-1")));
        assertThat(given.body()).isEqualTo("my-request-1");
        assertThat(given.headers().allValues("X-Request-Id")).containsExactly("my-request-1");
        var made = send(as(Role.OPS, request("/request-id").header("X-Request-Id", "no good id, this")));
        assertThat(UUID.fromString(made.body())).isNotNull();
        assertThat(made.headers().allValues("X-Request-Id")).containsExactly(made.body());
    }

    @Test
    void calls_of_operations_are_noted(CapturedOutput output) throws Exception {
        send(as(Role.CUSTOMER, MINE, post("/operations/failure").header("X-Request-Id", "refused-call")));
        send(as(Role.OPS, MINE, post("/operations/failure").header("X-Request-Id", "failed-call")));
        send(post("/operations/failure").header("X-Request-Id", "unknown-call"));
        assertThat(output).contains(
                "who=%s roles=customer what=\"POST /operations/failure\" outcome=403 request=refused-call from=127.0.0.1".formatted(MINE),
                "who=%s roles=ops what=\"POST /operations/failure\" outcome=500 request=failed-call".formatted(MINE),
                "who=nobody roles= what=\"POST /operations/failure\" outcome=401 request=unknown-call");
    }

    @Test
    void invented_key_ids_do_not_make_the_issuer_be_asked_each_time() throws Exception {
        var issuer = TestIssuer.shared();
        int before = issuer.asked();
        for (int i = 0; i < 10; i++) {
            var header = issuer.header(JWSAlgorithm.RS256).keyID("invented-" + i).build();
            var token = TestIssuer.signed(header, issuer.claims().build(), TestIssuer.signer(issuer.key()));
            assertThat(send(request("/request-id").header("Authorization", "Bearer " + token)).statusCode()).isEqualTo(401);
        }
        assertThat(issuer.asked() - before).isLessThanOrEqualTo(3);
    }

    private HttpRequest.Builder post(String path) {
        return request(path).POST(BodyPublishers.noBody());
    }
}
