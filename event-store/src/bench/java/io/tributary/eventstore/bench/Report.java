package io.tributary.eventstore.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures as they come, on standard output; and in the file, where those of a part replace the part's earlier ones. */
public final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String PART = "part";

    private final Path file;
    private final String title;
    private final PrintStream out;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<Map<String, Object>> goals = new ArrayList<>();
    private String part = "";

    /** The form of the file. */
    record Document(String machine, List<Map<String, Object>> rows, List<Map<String, Object>> goals) {}

    Report(Path file, String title, PrintStream out) {
        this.file = file;
        this.title = title;
        this.out = out;
    }

    void begin(String name) {
        part = name;
        rows.clear();
        goals.clear();
        out.printf(Locale.ROOT, "%n%s, load average %.2f%n%-22s %7s %-18s %11s %11s %11s %9s %9s %6s%n", name, Machine.loadAverage(),
                "scenario", "callers", "variant", "median/s", "min", "max", "JVM us", "server us", "load");
    }

    public void note(String fact) {
        out.println("  " + fact);
    }

    /** Written where it does not get into the table. */
    void progress(String what) {
        System.err.printf(Locale.ROOT, "  %tT load average %.2f, %s: %s%n", System.currentTimeMillis(), Machine.loadAverage(), part, what);
    }

    void add(Cell cell, Figure load, int thrownAway) {
        cell.samples().keySet().forEach(variant -> {
            var rate = cell.figure(variant, Sample::rate);
            double worker = cell.figure(variant, Sample::workerMicros).median();
            double server = cell.figure(variant, Sample::serverMicros).median();
            out.printf(Locale.ROOT, "%-22s %7d %-18s %,11.0f %,11.0f %,11.0f %9.1f %9.1f %6.2f%n", cell.scenario(), cell.callers(), variant,
                    rate.median(), rate.min(), rate.max(), worker, server, load.max());
            var row = new LinkedHashMap<String, Object>();
            row.put(PART, part);
            row.put("scenario", cell.scenario());
            row.put("callers", cell.callers());
            row.put("variant", variant);
            row.put("eventsPerSecond", rounded(rate.median()));
            row.put("min", rounded(rate.min()));
            row.put("max", rounded(rate.max()));
            row.put("jvmMicrosPerEvent", rounded(worker));
            row.put("serverMicrosPerEvent", rounded(server));
            row.put("loadOfOthers", rounded(load.max()));
            row.put("roundsThrownAway", thrownAway);
            rows.add(row);
        });
    }

    /** A row that is not a rate. */
    public void add(String scenario, String variant, String unit, Figure figure) {
        out.printf(Locale.ROOT, "%-22s %7s %-18s %,11.3f %,11.3f %,11.3f %s%n", scenario, "", variant, figure.median(), figure.min(),
                figure.max(), unit);
        var row = new LinkedHashMap<String, Object>();
        row.put(PART, part);
        row.put("scenario", scenario);
        row.put("variant", variant);
        row.put("unit", unit);
        row.put("median", rounded(figure.median()));
        row.put("min", rounded(figure.min()));
        row.put("max", rounded(figure.max()));
        rows.add(row);
    }

    public void atLeast(String name, double goal, Figure measured) {
        add(name, goal, measured, measured.median() >= goal);
    }

    public void atMost(String name, double goal, Figure measured) {
        add(name, goal, measured, measured.median() <= goal);
    }

    public void exactly(String name, double goal, Figure measured) {
        add(name, goal, measured, measured.median() == goal);
    }

    private void add(String name, double goal, Figure measured, boolean met) {
        out.printf(Locale.ROOT, "%s %s: %.3g, goal %.3g, from %.3g to %.3g%n", met ? "MET   " : "MISSED", name, measured.median(), goal,
                measured.min(), measured.max());
        var line = new LinkedHashMap<String, Object>();
        line.put("name", name);
        line.put("goal", goal);
        line.put("measured", rounded(measured.median()));
        line.put("min", rounded(measured.min()));
        line.put("max", rounded(measured.max()));
        line.put("met", met);
        line.put(PART, part);
        goals.add(line);
    }

    /**
     * Writes what the part has found.
     *
     * @param whole whether it ran to its end; if not, what it had found before and not this time is kept
     */
    void end(boolean whole) throws IOException {
        var before = Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), Document.class) : new Document("", List.of(), List.of());
        var after = new Document(Machine.description(), merged(before.rows(), rows, whole), merged(before.goals(), goals, whole));
        if (file.toAbsolutePath().getParent() instanceof Path folder) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writeValueAsString(after) + "\n");
        var page = file.resolveSibling(file.getFileName().toString().replace(".json", "") + ".md");
        Files.writeString(page, ReportPage.of(title, after));
    }

    private List<Map<String, Object>> merged(List<Map<String, Object>> before, List<Map<String, Object>> now, boolean whole) {
        var found = now.stream().map(Report::keyOf).toList();
        var merged = new ArrayList<>(before.stream().filter(
                entry -> !found.contains(keyOf(entry)) && !(whole && part.equals(entry.get(PART)))).toList());
        merged.addAll(now);
        return merged;
    }

    private static List<@Nullable Object> keyOf(Map<String, Object> entry) {
        return Arrays.asList(entry.get(PART), entry.get("name"), entry.get("scenario"), entry.get("callers"), entry.get("variant"));
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : 0;
    }
}
