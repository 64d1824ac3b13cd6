package io.tributary.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.Waiting;
import io.tributary.platform.parts.DataFolder;
import io.tributary.platform.supervisor.ProcessStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A part of the platform is killed (SIGKILL), and again whenever its supervisor has started it, for as long as it shall be away. */
public final class Outage {
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
    private static final int DOWN = 503;

    private final Platform platform;
    private final String part;

    public Outage(Platform platform, String part) {
        this.platform = platform;
        this.part = part;
    }

    /** Returns when it runs again; each of the owners has said in the meantime that it is not healthy. */
    public void last(Duration duration, List<Http> owners) {
        Instant end = Instant.now().plus(duration);
        ProcessHandle first = process().orElseThrow();
        kill(first);
        var unhealthy = owners.stream().map(owner -> CompletableFuture.runAsync(
                () -> owner.await("/actuator/health", duration, answer -> answer.status() == DOWN))).toList();
        int kills = 1;
        while (Instant.now().isBefore(end)) {
            Drill.pauseUntil(Instant.now().plus(TICK));
            Optional<ProcessHandle> next = process();
            if (next.isPresent()) {
                kill(next.orElseThrow());
                kills++;
            }
        }
        unhealthy.forEach(CompletableFuture::join);
        Waiting.until(part + " runs again", BACK_WITHIN, () -> status().state().equals("running") && process().isPresent());
        assertThat(process().orElseThrow().pid()).isNotEqualTo(first.pid());
        System.out.printf("drill: %s killed %d times in %d s; its owners' health was %d in the meantime%n", part, kills,
                duration.toSeconds(), DOWN);
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private Optional<ProcessHandle> process() {
        return status().process();
    }

    private ProcessStatus status() {
        try {
            return new DataFolder(platform.dataDir()).run().read().orElseThrow().of(part).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
