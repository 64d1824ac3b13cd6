package io.tributary.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.platform.parts.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person gets to read, and a script as exit code, when nothing can be done. */
class CommandLineIT {
    private static final int SERVERS = 10;

    @TempDir private Path folder;
    private final StringWriter said = new StringWriter();

    @Test
    void nothing_runs() {
        assertThat(run("status")).isEqualTo(3);
        assertThat(said.toString()).contains("Nothing runs");
        assertThat(run("down")).isZero();
        assertThat(run("restart", "gateway")).isEqualTo(3);
        assertThat(run("logs")).isEqualTo(1);
    }

    @Test
    void the_status_of_nothing_is_an_empty_list() {
        run("status", "--output", "json");
        assertThat(said.toString().strip()).isEqualTo("{\"processes\":[]}");
    }

    @Test
    void a_second_platform_on_the_same_data_is_refused() throws IOException {
        FileLock held = new DataFolder(folder).run().lock().orElseThrow();
        assertThat(run("up")).isEqualTo(1);
        assertThat(said.toString()).contains("already runs on " + folder).hasLineCount(1);
        held.acquiredBy().close();
    }

    @Test
    void a_busy_port_is_named_with_who_needs_it() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("up", "--port-base", "" + (busy.getLocalPort() - SERVERS))).isEqualTo(1);
            assertThat(said.toString()).contains("Port " + busy.getLocalPort() + ", which postgresql needs").contains(
                    "--port-base").hasLineCount(1);
        }
    }

    @Test
    void an_unwritable_directory_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(Tributary.run(writer(), writer(), "up", "--data-dir", file.resolve("data").toString())).isEqualTo(1);
        assertThat(said.toString()).contains(file.resolve("data").toString()).contains("cannot be written").hasLineCount(1);
    }

    @Test
    void data_of_another_topology_are_not_mistaken_for_none() throws IOException {
        Files.writeString(folder.resolve("topology"), "separate-instances");
        assertThat(run("up")).isEqualTo(1);
        assertThat(said.toString()).contains("made with --topology separate-instances").hasLineCount(1);
    }

    @Test
    void unknown_names_are_answered_with_the_known_ones() {
        assertThat(run("up", "--without", "nobody")).isEqualTo(1);
        assertThat(said.toString()).contains("nobody").contains("order-service");
        assertThat(run("up", "--topology", "nowhere")).isEqualTo(2);
        assertThat(said.toString()).contains("separate-instances");
        assertThat(run("nothing")).isEqualTo(2);
    }

    private int run(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--data-dir";
        arguments[2] = folder.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Tributary.run(writer(), writer(), arguments);
    }

    private PrintWriter writer() {
        return new PrintWriter(said, true);
    }
}
