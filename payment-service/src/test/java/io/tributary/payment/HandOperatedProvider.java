package io.tributary.payment;

import io.tributary.payment.provider.PaymentProvider;
import io.tributary.payment.provider.ProviderAnswer;
import io.tributary.payment.provider.ProviderAnswer.Authorized;
import io.tributary.payment.provider.ProviderAnswer.Declined;
import io.tributary.payment.provider.ProviderRequest;
import io.tributary.payment.provider.ProviderRequest.Authorize;
import io.tributary.payment.provider.ProviderRequest.Capture;
import io.tributary.payment.provider.ProviderUnavailable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The built-in provider, whose silent card answers, and whose captures fail or hang, when a test says so. */
@Component
@Primary
public class HandOperatedProvider implements PaymentProvider {
    private record Asked(UUID hold, Consumer<ProviderAnswer> answers) {}

    private final PaymentProvider provider;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<UUID, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Map<UUID, CountDownLatch> hanging = new ConcurrentHashMap<>();

    HandOperatedProvider(@Qualifier("simulatedProvider") PaymentProvider provider) {
        this.provider = provider;
    }

    @Override
    public void send(ProviderRequest request, Consumer<ProviderAnswer> answers) {
        if (request instanceof Capture && failures.getOrDefault(request.hold(), new AtomicInteger()).getAndDecrement() > 0) {
            throw new ProviderUnavailable("out of order");
        }
        if (request instanceof Capture) {
            hang(hanging.getOrDefault(request.hold(), new CountDownLatch(0)));
        }
        provider.send(request, answers);
        if (request instanceof Authorize) {
            asked.add(new Asked(request.hold(), answers));
        }
    }

    public boolean wasAsked(UUID hold) {
        return timesAsked(hold) > 0;
    }

    /** How often this hold was asked for. */
    public long timesAsked(UUID hold) {
        return asked.stream().filter(request -> request.hold().equals(hold)).count();
    }

    /** The next captures of this hold fail. */
    public void failCaptures(UUID hold, int times) {
        failures.put(hold, new AtomicInteger(times));
    }

    /** Captures of this hold do not come back before {@link #comeBack}. */
    public void hangOn(UUID hold) {
        hanging.put(hold, new CountDownLatch(1));
    }

    public void comeBack(UUID hold) {
        hanging.getOrDefault(hold, new CountDownLatch(0)).countDown();
    }

    private static void hang(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderUnavailable("interrupted");
        }
    }

    /** Answers the latest request for this hold. */
    public void authorize(UUID hold) {
        answer(new Authorized(hold, "simulated-" + hold));
    }

    /** Answers the latest request for this hold otherwise than its books say. */
    public void decline(UUID hold) {
        answer(new Declined(hold, "changed-its-mind"));
    }

    private void answer(ProviderAnswer answer) {
        asked.stream().filter(request -> request.hold().equals(answer.callId())).reduce(
                (_, later) -> later).orElseThrow().answers().accept(answer);
    }
}
