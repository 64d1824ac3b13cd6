package io.tributary.acceptance.ownservers;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Many requests of one caller at once, until one is refused. */
record Flood(Http caller) {
    private static final int ENOUGH = 8000;
    private static final int THREADS = 16;
    private static final int TOO_MANY = 429;

    Optional<Answer> refused() {
        var refused = new ConcurrentLinkedQueue<Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, THREADS).forEach(_ -> threads.submit(() -> {
                for (int i = 0; i < ENOUGH / THREADS && refused.isEmpty(); i++) {
                    Answer answer = caller.get("/nowhere");
                    if (answer.status() == TOO_MANY) {
                        refused.add(answer);
                    }
                }
            }));
        }
        return Optional.ofNullable(refused.peek());
    }
}
