package io.tributary.eventstore.crash;

import io.tributary.eventstore.log.DenseCommitLog;
import io.tributary.eventstore.log.LogSettings;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A writer to be killed: appends until then, and prints what it attempts and what was acknowledged. */
final class WriterMain {
    /** Ends each line, so that one that was cut off can be told. */
    static final String END = "end";

    private WriterMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var engine = Engine.parse(Arrays.copyOfRange(arguments, 1, arguments.length));
        var log = new DenseCommitLog(engine.open(), LogSettings.defaults());
        var _ = Load.start(log, arguments[0], () -> true, (what, key) -> print(what + " " + key + " " + END));
        new CountDownLatch(1).await();
    }

    private static synchronized void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
