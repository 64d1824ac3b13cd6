package io.tributary.eventstore.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The figures as a page to read. */
final class ReportPage {
    private ReportPage() {}

    static String of(String title, Report.Document figures) {
        var page = new StringBuilder("# " + title + ", measured\n\nMade from the file of the same name that ends in `.json`; how, says"
                + " [README.md](README.md). " + figures.machine()
                + ".\n\n## Goals\n| goal | at least or at most | measured | from | to | met |\n"
                + "| --- | ---: | ---: | ---: | ---: | --- |\n");
        figures.goals().forEach(goal -> line(page, goal, "name", "goal", "measured", "min", "max", "met"));
        var rates = figures.rows().stream().collect(Collectors.partitioningBy(row -> row.containsKey("eventsPerSecond")));
        if (!list(rates, true).isEmpty()) {
            page.append("\n## Rates\n| part | scenario | callers | variant | events/s | from | to | JVM µs/event | server µs/event |\n"
                    + "| --- | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |\n");
            list(rates, true).forEach(row -> line(page, row, "part", "scenario", "callers", "variant", "eventsPerSecond", "min", "max",
                    "jvmMicrosPerEvent", "serverMicrosPerEvent"));
        }
        if (!list(rates, false).isEmpty()) {
            page.append(
                    "\n## Other figures\n| part | what | variant | unit | median | from | to |\n| --- | --- | --- | --- | ---: | ---: | ---: |\n");
            list(rates, false).forEach(row -> line(page, row, "part", "scenario", "variant", "unit", "median", "min", "max"));
        }
        return page.toString();
    }

    private static List<Map<String, Object>> list(Map<Boolean, List<Map<String, Object>>> rates, boolean rate) {
        return Objects.requireNonNull(rates.get(rate));
    }

    private static void line(StringBuilder page, Map<String, Object> entry, String... columns) {
        page.append('|');
        for (var column : columns) {
            page.append(' ').append(text(entry.get(column))).append(" |");
        }
        page.append('\n');
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case Double number when number >= 100 -> String.format(Locale.ROOT, "%,.0f", number);
            case Double number -> String.format(Locale.ROOT, "%.3g", number);
            case Boolean met -> met ? "yes" : "no";
            case null -> "";
            default -> value.toString();
        };
    }
}
