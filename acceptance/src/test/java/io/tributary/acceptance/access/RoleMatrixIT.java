package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.access.RoleMatrix.As;
import io.tributary.acceptance.access.RoleMatrix.Row;
import io.tributary.platform.identity.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Each operation that a listener documents, called as everybody, at that listener. The report stands in {@code target/role-matrix.txt}. */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
class RoleMatrixIT {
    private static final List<String> LISTENERS = List.of("gateway", "user-service", "order-service", "payment-service", "projections");
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options");
    private static final Path REPORT = Path.of("target", "role-matrix.txt");

    private final Platform platform;
    private final Map<String, Row> matrix = RoleMatrix.rows();

    RoleMatrixIT(Platform platform) {
        this.platform = platform;
    }

    private record Cell(String listener, String operation, As caller, int expected, int got, String violation) {
        String line() {
            return String.format(Locale.ROOT, "%-16s %-50s %-8s %3d %3d %s", listener, operation, caller.text(), expected, got,
                    violation).stripTrailing();
        }
    }

    @Test
    void every_caller_gets_what_the_matrix_says_and_nothing_else() throws IOException {
        Map<String, Set<String>> documented = documented();
        var all = new TreeSet<String>();
        documented.values().forEach(all::addAll);
        assertThat(all).as("operations in the documents, and lines of role-matrix.txt").containsExactlyInAnyOrderElementsOf(
                matrix.keySet());
        List<Cell> cells = cells(documented);
        List<Cell> violations = cells.stream().filter(cell -> !cell.violation().isEmpty()).toList();
        String summary = "%d operations at %d listeners, %d calls, %d violations".formatted(all.size(), LISTENERS.size(), cells.size(),
                violations.size());
        var lines = new ArrayList<>(List.of(summary, "listener, operation, caller, expected, answered"));
        cells.forEach(cell -> lines.add(cell.line()));
        Files.write(REPORT, lines);
        System.out.println("Role matrix: " + summary + "; " + REPORT.toAbsolutePath());
        assertThat(violations).as(summary).isEmpty();
    }

    private List<Cell> cells(Map<String, Set<String>> documented) {
        Shopper ada = Shopper.at(platform);
        Shopper ben = Shopper.at(platform);
        Map<As, String> tokens = tokens(ada);
        var cells = new ArrayList<Cell>();
        for (int offset = 0; offset < LISTENERS.size(); offset++) {
            Http listener = platform.service(offset);
            String name = LISTENERS.get(offset);
            for (String operation : documented.getOrDefault(name, Set.of())) {
                Row row = Objects.requireNonNull(matrix.get(operation));
                row.statuses().forEach((caller, expected) -> cells.add(
                        call(name, listener.with(tokens.getOrDefault(caller, "")), row, caller, caller == As.OTHER ? ben : ada)));
            }
        }
        return cells;
    }

    private Map<As, String> tokens(Shopper ada) {
        var tokens = new EnumMap<As, String>(As.class);
        tokens.put(As.OWN, ada.http().token());
        tokens.put(As.OTHER, ada.http().token());
        tokens.put(As.SUPPORT, platform.token(Role.SUPPORT, "matrix"));
        tokens.put(As.OPS, platform.token(Role.OPS, "matrix-ops"));
        tokens.put(As.SERVICE, platform.token(Role.SERVICE, "matrix-service"));
        return tokens;
    }

    private static Cell call(String listener, Http as, Row row, As caller, Shopper whose) {
        boolean creates = row.operation().equals("POST /users") || row.operation().equals("POST /orders");
        String[] headers = row.method().equals("GET") || creates ? new String[0] : new String[]{"If-Match", "\"999999\""};
        Answer answer = as.send(row.method(), whose.fill(row.target()), whose.fill(row.body()), headers);
        int expected = Objects.requireNonNull(row.statuses().get(caller));
        String violation = answer.status() == expected ? "" : "VIOLATION " + answer.response().body();
        if (caller == As.OTHER && whose.isToldBy(answer)) {
            violation = "VIOLATION tells of another: " + answer.response().body();
        }
        return new Cell(listener, row.operation(), caller, expected, answer.status(), violation);
    }

    /** Of each listener, its operations as "METHOD /path". */
    private Map<String, Set<String>> documented() {
        var documented = new LinkedHashMap<String, Set<String>>();
        for (int offset = 0; offset < LISTENERS.size(); offset++) {
            Answer document = platform.service(offset).withoutToken().get("/v3/api-docs");
            assertThat(document.status()).as(LISTENERS.get(offset)).isEqualTo(200);
            var operations = new TreeSet<String>();
            document.json().path("paths").properties().forEach(
                    path -> path.getValue().propertyNames().stream().filter(METHODS::contains).forEach(
                            method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
            assertThat(operations).as(LISTENERS.get(offset)).isNotEmpty();
            documented.put(LISTENERS.get(offset), operations);
        }
        return documented;
    }
}
