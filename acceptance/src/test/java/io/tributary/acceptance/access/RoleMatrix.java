package io.tributary.acceptance.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The table {@code role-matrix.txt}: for each operation how to call it and what each caller is answered. */
final class RoleMatrix {
    /** Of a column: who calls. */
    enum As {
        NONE, OWN, OTHER, SUPPORT, OPS, SERVICE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param operation method and path as the documents have them
     * @param statuses one for each {@link As} whose call makes sense
     */
    record Row(String operation, String target, String body, Map<As, Integer> statuses) {
        String method() {
            return operation.substring(0, operation.indexOf(' '));
        }
    }

    private RoleMatrix() {}

    static Map<String, Row> rows() {
        try (var table = Objects.requireNonNull(RoleMatrix.class.getResourceAsStream("/role-matrix.txt"))) {
            var rows = new LinkedHashMap<String, Row>();
            new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().filter(
                    line -> !line.isBlank() && !line.startsWith("#")).map(RoleMatrix::row).forEach(row -> rows.put(row.operation(), row));
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row row(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        List<String> statuses = new ArrayList<>(List.of(cells.get(3).split(" +")));
        var expected = new LinkedHashMap<As, Integer>();
        for (As caller : As.values()) {
            String status = statuses.get(caller.ordinal());
            if (!status.equals("-")) {
                expected.put(caller, Integer.valueOf(status));
            }
        }
        return new Row(cells.get(0), cells.get(1), cells.get(2), expected);
    }
}
