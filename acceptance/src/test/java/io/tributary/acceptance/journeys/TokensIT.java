package io.tributary.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.identity.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The tokens that starting the platform leaves behind, and the commands and examples that use them. */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
class TokensIT {
    private final Platform platform;
    private final Http gateway;

    TokensIT(Platform platform) {
        this.platform = platform;
        gateway = platform.gateway();
    }

    @ParameterizedTest
    @CsvSource({"customer, 403", "support, 403", "ops, 200"})
    void each_role_has_a_token_that_its_owner_alone_can_read(String role, int answerToOperations) throws IOException {
        Path file = platform.dataDir().resolve("tokens").resolve(role);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent()))).isEqualTo("rwx------");
        Http caller = gateway.with(Files.readString(file));
        assertThat(caller.get("/orders").status()).isEqualTo(200);
        assertThat(caller.get("/operations/processors").status()).isEqualTo(answerToOperations);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void no_service_answers_without_one(int service) {
        Answer refused = platform.service(service).withoutToken().get("/operations/processors");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/type")).isEqualTo("/problems/unauthenticated");
    }

    @Test
    void the_command_prints_one_for_somebody_who_has_just_registered() throws IOException {
        Answer registered = gateway.withoutToken().post("/users",
                "{\"name\":\"Ida\",\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID()));
        String user = registered.text("/userId");
        var printed = platform.tributary(List.of("token", "--role", "customer", "--subject", user, "--output", "json"));
        assertThat(printed.exitCode()).as(printed.output()).isZero();
        var token = JsonMapper.builder().build().readTree(printed.output());
        assertThat(token.path("subject").asString()).isEqualTo(user);
        Http ida = gateway.with(token.path("token").asString());
        assertThat(ida.get("/users/" + user).text("/name")).isEqualTo("Ida");
        assertThat(gateway.with(platform.token(Role.CUSTOMER, "ben")).get(
                "/users/" + user).status()).isEqualTo(404);
    }

    @Test
    void a_subject_that_is_nobody_is_refused_in_one_sentence() throws IOException {
        var refused = platform.tributary(List.of("token", "--role", "customer", "--subject", "nobody"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("user id").contains("anna").hasLineCount(1);
    }

    @Test
    void the_examples_run() throws IOException, InterruptedException {
        Path output = Files.createTempFile("tour", ".out");
        Process tour = new ProcessBuilder("../requests/tour.sh", gateway.base(), platform.dataDir().toString()).redirectErrorStream(
                true).redirectOutput(output.toFile()).start();
        assertThat(tour.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(tour.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("\"status\":\"SHIPPED\"", "\"customerName\":\"Zoë Ångström\"");
    }
}
