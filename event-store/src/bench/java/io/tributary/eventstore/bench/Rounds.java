package io.tributary.eventstore.bench;

import io.tributary.eventstore.bench.worker.WorkerProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Runs the variants of a scenario one after the other, again and again, so that whatever slows the machine slows all of them. */
public final class Rounds {
    private final Settings settings;
    private final Report report;
    private final List<WorkerProcess> workers;
    private final DoubleSupplier serverCpu;

    /** @param serverCpu seconds of CPU the database server has used so far */
    public Rounds(Settings settings, Report report, List<WorkerProcess> workers, DoubleSupplier serverCpu) {
        this.settings = settings;
        this.report = report;
        this.workers = List.copyOf(workers);
        this.serverCpu = serverCpu;
    }

    /** Gives every variant's virtual machine the same time to compile what the scenario needs. */
    public void warmUp(String scenario, int callers) {
        for (var worker : workers) {
            worker.prepare(scenario);
            worker.run(scenario, callers, settings.warmUpMillis());
        }
    }

    /** @throws IllegalStateException if the machine was too busy to get a single round */
    public Cell measure(String scenario, int callers) {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        workers.forEach(worker -> samples.put(worker.name(), new ArrayList<>()));
        var loads = new ArrayList<Double>();
        int thrownAway = 0;
        while (loads.size() < settings.rounds() && thrownAway <= settings.rounds()) {
            var round = round(scenario, callers);
            if (round.load() > settings.maxLoad()) {
                thrownAway++;
                report.note("round of " + scenario + " with " + callers + " callers thrown away: load of others " + round.load());
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
            load = Math.max(load, Machine.loadOfOthers());
            double others = CpuTime.ofOthers();
            double server = serverCpu.getAsDouble();
            long began = System.nanoTime();
            var measured = worker.run(scenario, callers, settings.millis());
            samples.put(worker.name(), new Sample(measured, serverCpu.getAsDouble() - server));
            load = Math.max(load, (CpuTime.ofOthers() - others) / ((System.nanoTime() - began) / 1e9));
        }
        return new Round(samples, Math.max(load, Machine.loadOfOthers()));
    }

    private record Round(Map<String, Sample> samples, double load) {}
}
