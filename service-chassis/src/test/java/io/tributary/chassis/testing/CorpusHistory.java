package io.tributary.chassis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Git remembers of a corpus: a sample or a shape that was committed once stands there as it was committed first, whoever changes it
 * together with the event. Compares as JSON; what was never committed may still change.
 */
public final class CorpusHistory {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SHAPES = "shapes.json";
    private final Path folder;

    /** The corpus of the module under test. */
    public CorpusHistory() {
        this(Path.of("src/test/resources/corpus"));
    }

    CorpusHistory(Path folder) {
        this.folder = folder;
    }

    /** What is not as it was committed; empty if nothing. Needs the whole history: without it the test that asks is skipped. */
    public List<String> changes() {
        Assumptions.assumeTrue(git("rev-parse", "--is-shallow-repository").filter(answer -> answer.strip().equals("false")).isPresent(),
                "the history of " + folder + " is not there");
        var changes = new TreeSet<String>();
        String commit = "";
        for (String line : git("log", "--format=commit %H", "--name-only", "--no-renames", "--relative", "--diff-filter=AM", "--",
                ".").orElseThrow().lines().toList()) {
            if (line.startsWith("commit ")) {
                commit = line.substring("commit ".length());
            } else if (line.endsWith(".json")) {
                changes.addAll(changes(line, commit));
            }
        }
        return List.copyOf(changes);
    }

    private List<String> changes(String file, String commit) {
        JsonNode then = JSON.readTree(git("show", commit + ":./" + file).orElseThrow());
        JsonNode now = now(file);
        if (!file.equals(SHAPES)) {
            return then.equals(now) ? List.of() : List.of(changed(file, then, now, commit));
        }
        return ((ObjectNode) then).properties().stream().filter(
                entry -> now == null || !entry.getValue().equals(now.get(entry.getKey()))).map(
                        entry -> changed(entry.getKey(), entry.getValue(), now == null ? null : now.get(entry.getKey()), commit)).toList();
    }

    private static String changed(String what, JsonNode then, @Nullable JsonNode now, String commit) {
        return "%s was %s in commit %s and is %s now: what was stored by then stays as it is, so add a version".formatted(what, then,
                commit.substring(0, 7), now == null ? "gone" : now);
    }

    private @Nullable JsonNode now(String file) {
        Path path = folder.resolve(file);
        return Files.exists(path) ? JSON.readTree(path) : null;
    }

    /** What Git answers in the folder; nothing if it refuses, or is not there. */
    private Optional<String> git(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
        command.addAll(Stream.of(arguments).toList());
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        try {
            var process = builder.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("Cannot run program")) {
                return Optional.empty();
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git worked", e);
        }
    }
}
