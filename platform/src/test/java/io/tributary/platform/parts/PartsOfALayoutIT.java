package io.tributary.platform.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.platform.supervisor.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsOfALayoutIT {
    private static final int BASE = 20_000;

    @TempDir private Path data;

    @Test
    void instances_have_names_and_ports_of_their_own_and_the_gateway_knows_them() {
        PlatformParts parts = parts(Topology.PRIVATE_SCHEMAS, Map.of(Service.ORDER, 3));
        assertThat(names(parts.all())).contains("order-service", "order-service-2", "order-service-3", "user-service");
        assertThat(parts.all().stream().flatMap(part -> part.ports().stream())).doesNotHaveDuplicates();
        assertThat(parts.settings(Service.GATEWAY)).containsEntry("TRIBUTARY_SERVICES_ORDER_URL",
                "http://127.0.0.1:20002,http://127.0.0.1:20022,http://127.0.0.1:20027").containsEntry("TRIBUTARY_SERVICES_USER_URL",
                        "http://127.0.0.1:20001");
    }

    /** With each step of niceness a part gets a fifth less. */
    @Test
    void instances_together_get_as_much_as_one_and_views_and_broker_step_back() {
        Map<String, Integer> niceness = parts(Topology.PRIVATE_SCHEMAS, Map.of(Service.ORDER, 3)).all().stream().collect(
                Collectors.toMap(Part::name, Part::niceness));
        assertThat(niceness).containsAllEntriesOf(Map.of("user-service", 0, "order-service", 5, "order-service-3", 5, "postgresql", 0,
                "mongodb", 0, "kafka", 5, "projections", 5));
    }

    @Test
    void as_many_instances_as_there_may_be_fit_into_the_ports_of_a_platform() {
        Map<Service, Integer> most = Map.of(Service.USER, 5, Service.ORDER, 5, Service.PAYMENT, 5, Service.PROJECTIONS, 5);
        List<Integer> ports = parts(Topology.SEPARATE_INSTANCES, most).all().stream().flatMap(part -> part.ports().stream()).toList();
        assertThat(ports).doesNotHaveDuplicates().allSatisfy(port -> assertThat(port).isBetween(BASE, BASE + 39));
    }

    @Test
    void a_service_that_was_moved_is_started_with_its_own_server_from_then_on() throws Exception {
        assertThat(names(parts(Topology.PRIVATE_SCHEMAS, Map.of()).all())).contains("postgresql").doesNotContain("postgresql-user-service");
        assertThat(names(parts(Topology.PRIVATE_SCHEMAS, Map.of()).inReserve())).contains("postgresql-user-service");
        new DataFolder(data).moved("user-service");
        PlatformParts parts = parts(Topology.PRIVATE_SCHEMAS, Map.of());
        assertThat(names(parts.all())).contains("postgresql", "postgresql-user-service").doesNotContain("postgresql-projections");
        assertThat(needsOf(parts, "user-service")).contains("postgresql-user-service").doesNotContain("postgresql");
        assertThat(needsOf(parts, "payment-service")).contains("postgresql").doesNotContain("postgresql-user-service");
    }

    @Test
    void the_shared_server_is_not_started_for_nobody() throws Exception {
        for (Service service : Service.onPostgres()) {
            new DataFolder(data).moved(service.text());
        }
        assertThat(names(parts(Topology.PRIVATE_SCHEMAS, Map.of()).all())).doesNotContain("postgresql").contains("postgresql-user-service",
                "postgresql-payment-service", "postgresql-projections");
    }

    private PlatformParts parts(Topology topology, Map<Service, Integer> instances) {
        return new PlatformParts(new Layout(Path.of("."), data, BASE, topology, Set.of(), false, instances));
    }

    private static Set<String> needsOf(PlatformParts parts, String name) {
        return parts.all().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow().needs();
    }

    private static List<String> names(List<Part> parts) {
        return parts.stream().map(Part::name).toList();
    }
}
