package io.tributary.servers.postgres;

import static java.util.Objects.requireNonNull;

import io.tributary.servers.files.Directories;
import io.tributary.servers.files.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL cluster on disk: its files under {@code cluster}, its generated passwords under {@code secrets}.
 * Both are readable by the owner only.
 */
public record PostgresDirectory(PostgresBinaries binaries, Path folder) {
    static final String SUPERUSER = "postgres";
    private static final int INITDB_SECONDS = 120;

    public Secrets secrets() {
        return new Secrets(folder.resolve("secrets"));
    }

    Path cluster() {
        return folder.resolve("cluster");
    }

    /** Makes the cluster if there is none; an interrupted attempt is thrown away by the next. */
    public void prepare() throws IOException, InterruptedException {
        if (Files.isDirectory(cluster())) {
            return;
        }
        Directories.createPrivate(folder);
        Path aside = folder.resolve("cluster.new");
        Directories.delete(aside);
        initialise(aside);
        Files.move(aside, cluster());
    }

    /**
     * The server's command line. Settings stand here rather than in a file, so that a data directory cannot weaken them:
     * what was acknowledged must be on disk, and no one gets in without a password.
     */
    public List<String> serverCommand(int port) {
        List<String> command = new ArrayList<>(unprivileged(binaries.program("postgres"), "-D", cluster().toString(), "-p", "" + port));
        for (String setting : List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=on", "synchronous_commit=on",
                "full_page_writes=on", "password_encryption=scram-sha-256", "max_connections=150", "shared_buffers=48MB",
                "max_wal_size=256MB", "huge_pages=off", "jit=off", "timezone=UTC", "log_timezone=UTC", "logging_collector=off",
                "log_line_prefix=%m [%p] %q%u ", "io_method=sync")) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** The server of this process id takes connections. It says so on the eighth line of its lock file, as its own tools read it. */
    public boolean isReady(long pid) {
        try {
            List<String> lock = Files.readAllLines(cluster().resolve("postmaster.pid"));
            return lock.size() >= 8 && lock.get(0).strip().equals("" + pid) && lock.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false; // not written yet
        }
    }

    private void initialise(Path target) throws IOException, InterruptedException {
        Process initdb = new ProcessBuilder(unprivileged(binaries.program("initdb"), "-D", target.toString(), "-U", SUPERUSER,
                "--pwfile=" + secrets().file(SUPERUSER), "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--text-search-config=simple")).redirectErrorStream(true).start();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!initdb.waitFor(INITDB_SECONDS, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            throw new IOException("PostgreSQL could not make a database cluster in " + target + ":\n" + output);
        }
    }

    /**
     * PostgreSQL refuses to run as root. For root the command is put into a user namespace of its own, where it is nobody but still
     * owns its files; the process id stays that of the server.
     */
    private static List<String> unprivileged(String... command) {
        List<String> whole = new ArrayList<>();
        if (requireNonNull(System.getProperty("user.name")).equals("root")) {
            whole.addAll(List.of("unshare", "-U", "--"));
        }
        whole.addAll(List.of(command));
        return whole;
    }
}
