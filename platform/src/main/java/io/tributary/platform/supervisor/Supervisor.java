package io.tributary.platform.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Starts the parts of a platform, each when those it needs are ready, keeps them running, and stops them in the opposite order. */
public final class Supervisor {
    private static final int HOPELESS_STARTS = 3;
    private static final int POLL_MILLIS = 100;
    /** Whoever shares work among instances asks them that often. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final Map<String, Supplier<Child>> reserve = new HashMap<>();
    private final RunFolder run;
    private final int portBase;
    private final String topology;
    private final Instant startedAt = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ReentrantLock stopOnce = new ReentrantLock();
    private boolean stopped;
    private volatile boolean ready;
    /** In the order in which they are shown; replaced as a whole when it changes. */
    private volatile Map<String, Child> children = Map.of();

    public Supervisor(RunFolder run, int portBase, String topology) {
        this.run = run;
        this.portBase = portBase;
        this.topology = topology;
    }

    /** To be called before the start, in the order in which the parts are shown. */
    public void add(Part part, Path log, Announcements announcements) {
        add(new Child(part, log, announcements, this::publish));
    }

    /** A part that is not started until it is asked for. */
    public void addReserve(Part part, Path log, Announcements announcements) {
        reserve.put(part.name(), () -> new Child(part, log, announcements, this::publish));
    }

    /** Returns when every part is ready; fails, with everything stopped, when one cannot be started or the time is over. */
    public void start(Duration limit) throws InterruptedException {
        children.values().forEach(this::startWhenPossible);
        Instant deadline = Instant.now().plus(limit);
        while (!allReady()) {
            String hopeless = children.values().stream().filter(child -> child.failedStarts() >= HOPELESS_STARTS).map(
                    child -> child.part().name()).collect(Collectors.joining(", "));
            if (!hopeless.isEmpty() || Instant.now().isAfter(deadline)) {
                String missing = hopeless.isEmpty() ? notReady() : hopeless;
                stop();
                throw new StartFailed("Not started: " + missing + ". See ./tributary logs " + missing.split(",")[0]);
            }
            if (stopping.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("Stopped while starting");
            }
        }
        ready = true;
        publish();
    }

    /** Serves requests of other commands until {@link #stop}. */
    public void watch() throws InterruptedException {
        while (!stopping.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            for (Request request : run.takeRequests()) {
                threads.add(Thread.ofVirtual().name(request.text()).start(() -> serve(request)));
            }
        }
    }

    private void serve(Request request) {
        try {
            switch (request.kind()) {
                case RESTART -> restartInTurn(request.part());
                case START -> startReserve(request.part());
                case END -> endReserve(request.part());
            }
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt(); // everything is being stopped
        }
    }

    /** The next instance only when all others are ready, and were so for a while: one that does not come back leaves the others running. */
    private void restartInTurn(String name) throws InterruptedException, ExecutionException {
        List<Child> instances = children.values().stream().filter(child -> child.status().isOf(name)).toList();
        for (Child child : instances) {
            while (!instances.stream().allMatch(other -> other == child || other.isReady())) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            if (instances.size() > 1) {
                TimeUnit.MILLISECONDS.sleep(NOTICED_WITHIN.toMillis());
            }
            child.restart().get();
        }
    }

    private synchronized void startReserve(String name) {
        Supplier<Child> held = reserve.get(name);
        if (held != null && !children.containsKey(name) && stopping.getCount() > 0) {
            Child child = held.get();
            add(child);
            startWhenPossible(child);
        }
    }

    private void endReserve(String name) {
        Child child = children.get(name);
        if (child != null && reserve.containsKey(name)) {
            child.stop();
            remove(name);
            publish();
        }
    }

    private synchronized void add(Child child) {
        Map<String, Child> more = new LinkedHashMap<>(children);
        more.put(child.part().name(), child);
        children = more;
    }

    private synchronized void remove(String name) {
        Map<String, Child> fewer = new LinkedHashMap<>(children);
        fewer.remove(name);
        children = fewer;
    }

    /** Stops every part after those that need it; returns when all are gone, whoever asked first. */
    public void stop() {
        stopping.countDown();
        stopOnce.lock();
        try {
            if (!stopped) {
                stopAll();
                stopped = true;
            }
        } finally {
            stopOnce.unlock();
        }
    }

    private void stopAll() {
        List<Child> left = new ArrayList<>(children.values());
        while (!left.isEmpty()) {
            List<Child> needless = left.stream().filter(
                    child -> left.stream().noneMatch(other -> other.part().needs().contains(child.part().name()))).toList();
            CompletableFuture.allOf(
                    needless.stream().map(child -> CompletableFuture.runAsync(child::stop, Thread::startVirtualThread)).toArray(
                            CompletableFuture[]::new)).join();
            left.removeAll(needless);
        }
        threads.forEach(Thread::interrupt);
        threads.forEach(Supervisor::awaitEnd);
        publish();
    }

    public PlatformStatus status() {
        return new PlatformStatus(ProcessHandle.current().pid(), startedAt, portBase, topology, ready,
                children.values().stream().map(Child::status).toList());
    }

    private void startWhenPossible(Child child) {
        CompletableFuture<?>[] needed = child.part().needs().stream().map(
                name -> Objects.requireNonNull(children.get(name), name).firstReady()).toArray(CompletableFuture[]::new);
        threads.add(Thread.ofVirtual().name(child.part().name()).start(() -> {
            try {
                CompletableFuture.allOf(needed).get();
                child.keepRunning();
            } catch (InterruptedException | ExecutionException e) {
                Thread.currentThread().interrupt(); // stopped before its turn came
            }
        }));
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean allReady() {
        return children.values().stream().allMatch(child -> child.firstReady().isDone());
    }

    private String notReady() {
        return children.values().stream().filter(child -> !child.firstReady().isDone()).map(child -> child.part().name()).collect(
                Collectors.joining(", "));
    }

    private synchronized void publish() {
        run.write(status());
    }
}
