package io.tributary.payment.provider.simulator;

import io.tributary.payment.provider.PaymentProvider;
import io.tributary.payment.provider.ProviderAnswer;
import io.tributary.payment.provider.ProviderRequest;
import io.tributary.payment.provider.ProviderRequest.Authorize;
import io.tributary.payment.provider.ProviderUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The built-in provider: a stranger with books of its own, as punctual as {@link CardBehaviour} says. */
@Component
class SimulatedProvider implements PaymentProvider {
    private static final Duration SLOWNESS = Duration.ofSeconds(3);
    private static final Duration ECHO = Duration.ofMillis(500);
    private static final Executor THREADS = answer -> Thread.ofVirtual().name("simulated-provider").start(answer);
    private final SimulatedBooks books;
    /** By hold, how the caller is told late that there is one; a restart forgets it, as an answer may be lost. */
    private final Map<UUID, Runnable> withheld = new ConcurrentHashMap<>();

    SimulatedProvider(SimulatedBooks books) {
        this.books = books;
    }

    @Override
    public void send(ProviderRequest request, Consumer<ProviderAnswer> answers) {
        ProviderAnswer answer = books.enter(request);
        boolean authorizing = request instanceof Authorize;
        switch (books.behaviour(request.hold())) {
            case VISA, DECLINED, UNSUPPORTED -> deliver(answer, answers, Duration.ZERO);
            case SLOW -> deliver(answer, answers, authorizing ? SLOWNESS.minus(books.age(request.hold())) : Duration.ZERO);
            case SILENT -> {
                if (!authorizing) {
                    deliver(answer, answers, Duration.ZERO);
                }
            }
            case LATE -> {
                if (authorizing) {
                    withheld.put(request.hold(), () -> answers.accept(answer));
                } else {
                    deliver(answer, answers, Duration.ZERO);
                    deliverWithheld(request.hold());
                }
            }
            case FLAKY -> {
                loseFirstAnswer(request);
                deliver(answer, answers, Duration.ZERO);
                deliver(answer, answers, ECHO);
            }
        }
    }

    private void loseFirstAnswer(ProviderRequest request) {
        if (books.countRequest(request.callId()) == 1) {
            throw new ProviderUnavailable("the answer to %s was lost".formatted(request));
        }
    }

    private void deliverWithheld(UUID hold) {
        var late = withheld.remove(hold);
        if (late != null) {
            CompletableFuture<Void> _ = CompletableFuture.runAsync(late,
                    CompletableFuture.delayedExecutor(ECHO.toMillis(), TimeUnit.MILLISECONDS, THREADS));
        }
    }

    private static void deliver(ProviderAnswer answer, Consumer<ProviderAnswer> answers, Duration delay) {
        var later = CompletableFuture.delayedExecutor(Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS, THREADS);
        CompletableFuture<Void> _ = CompletableFuture.runAsync(() -> answers.accept(answer), later);
    }
}
