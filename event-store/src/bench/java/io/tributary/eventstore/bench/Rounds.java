package io.tributary.eventstore.bench;

import io.tributary.eventstore.bench.worker.WorkerProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Runs the variants of a scenario one after the other, again and again, so that whatever slows the machine slows all of them. */
public final class Rounds {
    private static final int REST_MILLIS = 100;
    private static final int MOST_RESTS = 50;
    private static final double RESTING = 0.2;
    private final Settings settings;
    private final Report report;
    private final List<WorkerProcess> workers;
    private final DoubleSupplier serverCpu;

    /** @param serverCpu seconds of CPU the servers have used so far */
    public Rounds(Settings settings, Report report, List<WorkerProcess> workers, DoubleSupplier serverCpu) {
        this.settings = settings;
        this.report = report;
        this.workers = List.copyOf(workers);
        this.serverCpu = serverCpu;
    }

    /** The same with less of it, for what no goal depends on. */
    public Rounds brief() {
        return new Rounds(settings.brief(), report, workers, serverCpu);
    }

    /** Gives every variant's virtual machine the same time to compile what the scenario needs. */
    public void warmUp(String scenario, int callers) {
        for (var worker : workers) {
            report.progress("warming up " + scenario + " of " + worker.name());
            worker.prepare(scenario);
            worker.run(scenario, callers, settings.warmUpMillis(), () -> {});
        }
    }

    /** @throws IllegalStateException if the machine was too busy to get a single round */
    public Cell measure(String scenario, int callers) {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        workers.forEach(worker -> samples.put(worker.name(), new ArrayList<>()));
        var loads = new ArrayList<Double>();
        int thrownAway = 0;
        while (loads.size() < settings.rounds() && thrownAway <= settings.rounds()) {
            report.progress("%s, %d callers, round %d of %d".formatted(scenario, callers, loads.size() + 1, settings.rounds()));
            var round = round(scenario, callers);
            if (round.load() > settings.maxLoad()) {
                thrownAway++;
                report.note("round of %s with %d callers thrown away: load of others %.1f, load average %.1f".formatted(scenario, callers,
                        round.load(), Machine.loadAverage()));
            } else {
                loads.add(round.load());
                round.samples().forEach((name, sample) -> samples.computeIfAbsent(name, _ -> new ArrayList<>()).add(sample));
            }
        }
        if (loads.isEmpty()) {
            throw new IllegalStateException("no round of " + scenario + " with " + callers + " callers had a quiet machine");
        }
        var cell = new Cell(scenario, callers, samples);
        report.add(cell, Figure.of(loads), thrownAway);
        return cell;
    }

    private Round round(String scenario, int callers) {
        var samples = new LinkedHashMap<String, Sample>();
        double load = 0;
        for (var worker : workers) {
            worker.prepare(scenario);
            awaitRest();
            load = Math.max(load, Machine.loadOfOthers());
            double others = CpuTime.ofOthers();
            var server = new ServerSeconds();
            long began = System.nanoTime();
            var measured = worker.run(scenario, callers, settings.millis(), server);
            samples.put(worker.name(), new Sample(measured, server.used()));
            load = Math.max(load, (CpuTime.ofOthers() - others) / ((System.nanoTime() - began) / 1e9));
        }
        return new Round(samples, Math.max(load, Machine.loadOfOthers()));
    }

    /** What a variant has left its server to do is not to be paid by the next one. */
    private void awaitRest() {
        try {
            double before = serverCpu.getAsDouble();
            for (int i = 0; i < MOST_RESTS; i++) {
                Thread.sleep(REST_MILLIS);
                double now = serverCpu.getAsDouble();
                if ((now - before) * 1000 / REST_MILLIS < RESTING) {
                    return;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two rounds", e);
        }
    }

    /** Of what was measured; of the whole run where the worker does not tell when that begins. */
    private final class ServerSeconds implements Runnable {
        private final List<Double> marks = new ArrayList<>();
        private final double before = serverCpu.getAsDouble();

        @Override
        public void run() {
            marks.add(serverCpu.getAsDouble());
        }

        double used() {
            return marks.isEmpty() ? serverCpu.getAsDouble() - before : marks.getLast() - marks.getFirst();
        }
    }

    private record Round(Map<String, Sample> samples, double load) {}
}
