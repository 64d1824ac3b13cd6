package io.tributary.platform.command.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.platform.parts.Service;
import io.tributary.servers.kafka.AccessScript;
import io.tributary.servers.postgres.RoleScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The scripts that containers start with are those that an administrator is told. */
class ContainersAreSetUpAlikeTest {
    private static final Path DOCKER = Path.of("..", "docker");

    @Test
    void postgres_roles() throws IOException {
        assertThat(Files.readString(DOCKER.resolve("postgres/server.sql"))).isEqualTo(RoleScript.ofServer());
        for (Service service : Service.onPostgres()) {
            assertThat(Files.readString(DOCKER.resolve("postgres/" + service.text() + ".sql"))).isEqualTo(
                    RoleScript.ofService(service.text()));
        }
    }

    @Test
    void users_topics_and_access_lists_of_the_broker() throws IOException {
        assertThat(Files.readAllLines(DOCKER.resolve("kafka/access.sh"))).filteredOn(line -> !line.startsWith("#")).isEqualTo(
                AccessScript.lines(Service.onTheBroker().stream().map(Service::topics).toList()));
    }
}
