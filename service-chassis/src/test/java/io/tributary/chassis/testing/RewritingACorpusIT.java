package io.tributary.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A corpus in a repository of its own, changed as somebody would who changes an event and regenerates what fails. */
class RewritingACorpusIT {
    @TempDir private Path repository;

    @BeforeEach
    void commitTheFirstVersion() throws IOException, InterruptedException {
        git("init", "--quiet");
        write("shapes.json", "{\"parcel.sent v1\": {\"parcel\": \"text\"}}");
        write("parcel.sent.v1.json", "{\"parcel\": \"p1\"}");
        commit();
    }

    @Test
    void a_version_more_and_another_layout_change_nothing() throws IOException, InterruptedException {
        write("shapes.json", "{\"parcel.sent v1\":{\"parcel\":\"text\"},\"parcel.sent v2\":{\"id\":\"text\"}}");
        write("parcel.sent.v2.json", "{\"id\": \"p1\"}");
        assertThat(changes()).isEmpty();
        write("parcel.sent.v2.json", "{\"id\": \"p2\"}");
        assertThat(changes()).as("before it is committed").isEmpty();
        commit();
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_shape_that_is_changed_with_its_event_is_found_committed_or_not() throws IOException, InterruptedException {
        write("shapes.json", "{\"parcel.sent v1\": {\"parcel\": \"text\", \"carrier\": \"text?\"}}");
        assertThat(changes()).singleElement().asString().contains("parcel.sent v1", "carrier", "add a version");
        commit();
        assertThat(changes()).singleElement().asString().contains("parcel.sent v1");
    }

    @Test
    void a_sample_that_is_changed_with_its_event_is_found() throws IOException, InterruptedException {
        write("parcel.sent.v1.json", "{\"parcel\": 1}");
        commit();
        assertThat(changes()).singleElement().asString().contains("parcel.sent.v1.json", "{\"parcel\":\"p1\"}", "is {\"parcel\":1} now");
    }

    @Test
    void what_is_dropped_is_found_also_after_later_commits() throws IOException, InterruptedException {
        Files.delete(repository.resolve("parcel.sent.v1.json"));
        write("shapes.json", "{}");
        commit();
        write("shapes.json", "{\"parcel.sent v2\": {\"id\": \"text\"}}");
        commit();
        assertThat(changes()).hasSize(2).allMatch(change -> change.contains("is gone now"));
    }

    @Test
    void a_part_of_the_history_is_not_taken_for_the_whole() throws IOException, InterruptedException {
        write("parcel.sent.v1.json", "{\"parcel\": \"p2\"}");
        commit();
        Path part = repository.resolve("part");
        git("clone", "--quiet", "--depth", "1", repository.toUri().toString(), part.toString());
        assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> new CorpusHistory(part).changes());
    }

    private List<String> changes() {
        return new CorpusHistory(repository).changes();
    }

    private void write(String file, String json) throws IOException {
        Files.writeString(repository.resolve(file), json);
    }

    private void commit() throws IOException, InterruptedException {
        git("add", "--all");
        git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--no-verify", "-m", "as it is");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(repository.toFile()).inheritIO();
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        assertThat(builder.start().waitFor()).as(command.toString()).isZero();
    }
}
