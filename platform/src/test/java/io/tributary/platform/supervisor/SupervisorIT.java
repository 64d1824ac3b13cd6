package io.tributary.platform.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir private Path folder;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private RunFolder run = new RunFolder(Path.of("unused"));
    private Supervisor supervisor = new Supervisor(run, 0, "test");

    private final Announcements announcements = new Announcements() {
        @Override
        public void ready(String part, long pid, int port, Duration took) {
            told.add("ready " + part);
        }

        @Override
        public void failed(String part, String how, List<String> lastLines, Duration pause) {
            told.add("failed " + part + " " + how + " " + lastLines);
        }

        @Override
        public void stopped(String part) {
            told.add("stopped " + part);
        }
    };

    @BeforeEach
    void prepare() throws Exception {
        run = new RunFolder(folder.resolve("run"));
        run.lock();
        supervisor = new Supervisor(run, 8080, "private-schemas");
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void parts_start_after_those_they_need_and_stop_before_them() throws Exception {
        add("service", Set.of("broker", "database"), ShellPart.SERVING);
        add("broker", Set.of(), ShellPart.SERVING);
        add("database", Set.of("disk"), ShellPart.SERVING);
        add("disk", Set.of(), ShellPart.SERVING);
        supervisor.start(LIMIT);
        assertThat(told.getLast()).isEqualTo("ready service");
        assertThat(told.indexOf("ready disk")).isLessThan(told.indexOf("ready database"));
        assertThat(run.read().orElseThrow().processes()).allSatisfy(part -> {
            assertThat(part.state()).isEqualTo("running");
            assertThat(part.process()).isPresent();
        });
        supervisor.stop();
        assertThat(told.subList(4, 8)).startsWith("stopped service").endsWith("stopped disk");
        assertThat(run.read().orElseThrow().processes()).allSatisfy(part -> assertThat(part.process()).isEmpty());
    }

    @Test
    void a_part_that_dies_is_reported_with_its_last_lines_and_started_again() throws Exception {
        add("service", Set.of(), "echo what it said; " + ShellPart.SERVING);
        supervisor.start(LIMIT);
        long first = pid();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await(() -> told.stream().filter("ready service"::equals).count() == 2);
        assertThat(told).anySatisfy(
                line -> assertThat(line).startsWith("failed service died, signal 9").contains("what it said"));
        assertThat(pid()).isNotEqualTo(first);
    }

    @Test
    void a_part_that_cannot_start_stops_everything_and_is_named() {
        add("database", Set.of(), ShellPart.SERVING);
        add("service", Set.of("database"), "echo the reason; exit 7");
        assertThatThrownBy(() -> supervisor.start(LIMIT)).isInstanceOf(StartFailed.class).hasMessageContaining("service");
        assertThat(told).anySatisfy(line -> assertThat(line).contains("exit code 7").contains("the reason"));
        assertThat(told).contains("stopped database");
    }

    @Test
    void a_restart_on_request_is_not_a_failure() throws Exception {
        add("service", Set.of(), ShellPart.SERVING);
        supervisor.start(LIMIT);
        long first = pid();
        Thread watching = watching();
        run.ask(new Request(Request.Kind.RESTART, "service"));
        await(() -> told.stream().filter("ready service"::equals).count() == 2);
        assertThat(pid()).isNotEqualTo(first);
        assertThat(told).noneMatch(line -> line.startsWith("failed"));
        supervisor.stop();
        watching.join();
    }

    @Test
    void instances_are_restarted_one_after_the_other() throws Exception {
        add("service", Set.of(), ShellPart.SERVING);
        add("service-2", Set.of(), ShellPart.SERVING);
        add("service-log", Set.of(), ShellPart.SERVING);
        supervisor.start(LIMIT);
        List<Long> before = pids();
        List<Long> fewest = new CopyOnWriteArrayList<>();
        watching();
        run.ask(new Request(Request.Kind.RESTART, "service"));
        await(() -> {
            fewest.add(supervisor.status().processes().stream().filter(
                    part -> part.isOf("service") && part.process().isPresent() && part.state().equals("running")).count());
            return told.stream().filter(line -> line.startsWith("ready service")).count() == 5;
        });
        assertThat(fewest).as("running at any time").doesNotContain(0L);
        assertThat(pids()).doesNotContainAnyElementsOf(before.subList(0, 2)).endsWith(before.getLast());
    }

    @Test
    void a_part_that_steps_back_gets_less_of_processors_that_are_short() throws Exception {
        String script = "nice; cat /proc/self/autogroup; " + ShellPart.SERVING;
        add("owner", Set.of(), script);
        supervisor.add(new ShellPart("views", Set.of(), script, 5), ShellPart.log(folder, "views"), announcements);
        supervisor.start(LIMIT);
        assertThat(niceness("views")).isEqualTo(niceness("owner") + 5);
        if (Files.exists(Path.of("/proc/self/autogroup"))) {
            assertThat(ShellPart.log(folder, "views")).content().contains("nice 5");
            assertThat(ShellPart.log(folder, "owner")).content().contains("nice 0");
        }
    }

    @Test
    void a_part_in_reserve_runs_from_request_to_request() throws Exception {
        add("service", Set.of(), ShellPart.SERVING);
        supervisor.addReserve(new ShellPart("reserve", Set.of(), ShellPart.SERVING, 0), ShellPart.log(folder, "reserve"), announcements);
        supervisor.start(LIMIT);
        watching();
        for (int i = 1; i <= 2; i++) {
            int times = i;
            run.ask(new Request(Request.Kind.START, "reserve"));
            await(() -> told.stream().filter("ready reserve"::equals).count() == times);
            assertThat(supervisor.status().processes()).extracting(ProcessStatus::name).containsExactly("service", "reserve");
            run.ask(new Request(Request.Kind.END, "reserve"));
            await(() -> supervisor.status().processes().size() == 1);
        }
        run.ask(new Request(Request.Kind.END, "service"));
        run.ask(new Request(Request.Kind.START, "reserve"));
        await(() -> told.stream().filter("ready reserve"::equals).count() == 3);
        assertThat(told).as("only what was started on request ends on request").doesNotContain("stopped service");
    }

    @Test
    void a_part_that_does_not_stop_is_killed() throws Exception {
        add("service", Set.of(), "trap '' TERM; " + ShellPart.SERVING);
        supervisor.start(LIMIT);
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        supervisor.stop();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void secrets_are_not_on_the_command_line() throws Exception {
        add("service", Set.of(), "echo secret $SECRET; " + ShellPart.SERVING);
        supervisor.start(LIMIT);
        assertThat(Files.readString(ShellPart.log(folder, "service"))).contains("kept out of the command line");
        assertThat(ProcessHandle.of(pid()).orElseThrow().info().commandLine().orElse("")).doesNotContain("kept out");
    }

    /** Of the part's threads; these tests may themselves be nice. */
    private int niceness(String name) throws IOException {
        return Integer.parseInt(Files.readAllLines(ShellPart.log(folder, name)).getFirst());
    }

    private void add(String name, Set<String> needs, String script) {
        supervisor.add(new ShellPart(name, needs, script, 0), ShellPart.log(folder, name), announcements);
    }

    private Thread watching() {
        return Thread.ofVirtual().start(() -> {
            try {
                supervisor.watch();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private List<Long> pids() {
        return supervisor.status().processes().stream().map(ProcessStatus::pid).toList();
    }

    private long pid() throws Exception {
        return run.read().orElseThrow().processes().getFirst().pid();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
