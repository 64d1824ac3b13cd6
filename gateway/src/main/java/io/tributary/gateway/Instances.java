package io.tributary.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The running instances of each service. Of a service that has several, each is asked four times a second whether it takes work; one that
 * is gone, stopping or silent for two seconds is passed over until it says yes again.
 */
@Component
class Instances implements AutoCloseable {
    private static final String QUESTION = "/actuator/health/readiness";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int PAUSE_MILLIS = 250;

    private final ServiceAddresses addresses;
    private final Map<Service, AtomicInteger> turns = new EnumMap<>(Service.class);
    private final Map<URI, Answer> answers = new ConcurrentHashMap<>();
    private final Map<URI, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final HttpClient http;
    private final ScheduledExecutorService clock;

    /** What came of the last question, the better before the worse. */
    private enum Answer {
        YES,
        /** It may be busy, or stand still. */
        NONE,
        /** It said so, or nobody listens. */
        NO
    }

    Instances(ServiceAddresses addresses, HttpClients clients) {
        this.addresses = addresses;
        this.http = clients.connectingWithin(PATIENCE);
        for (Service service : Service.values()) {
            turns.put(service, new AtomicInteger());
        }
        List<URI> watched = watched();
        clock = Executors.newScheduledThreadPool(watched.size(), Thread.ofPlatform().daemon().factory());
        watched.forEach(instance -> clock.scheduleWithFixedDelay(() -> ask(instance), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /**
     * All of them, beginning with those that have the fewest requests under way, and of these with the one whose turn it is: one that has just
     * been started, or is slow, gets what it can answer. Those that are passed over come last, for there may be no other.
     */
    List<URI> inTurn(Service service) {
        List<URI> all = new ArrayList<>(addresses.of(service));
        Map<URI, Answer> now = Map.copyOf(answers);
        Function<URI, Answer> answer = instance -> now.getOrDefault(instance, Answer.YES);
        all.sort(Comparator.comparing(answer));
        Answer best = answer.apply(all.getFirst());
        List<URI> alike = all.subList(0, (int) all.stream().filter(instance -> answer.apply(instance) == best).count());
        Collections.rotate(alike, -Math.floorMod(Objects.requireNonNull(turns.get(service)).getAndIncrement(), alike.size()));
        Map<URI, Integer> busy = alike.stream().collect(Collectors.toMap(Function.identity(), instance -> underWay(instance).get()));
        alike.sort(Comparator.comparing(busy::get));
        return all;
    }

    /** How many requests it has not answered yet; whoever sends one counts it. */
    AtomicInteger underWay(URI instance) {
        return underWay.computeIfAbsent(instance, _ -> new AtomicInteger());
    }

    /** Nothing can be sent to it; it is passed over from now on. */
    void unreachable(URI instance) {
        answers.put(instance, Answer.NO);
    }

    private List<URI> watched() {
        return Arrays.stream(Service.values()).map(addresses::of).filter(all -> all.size() > 1).flatMap(List::stream).toList();
    }

    private void ask(URI instance) {
        var question = HttpRequest.newBuilder(URI.create(instance + QUESTION)).timeout(PATIENCE).build();
        try {
            int status = http.send(question, BodyHandlers.discarding()).statusCode();
            answers.put(instance, status == HttpStatus.OK.value() ? Answer.YES : Answer.NO);
        } catch (HttpTimeoutException _) {
            answers.put(instance, Answer.NONE);
        } catch (IOException _) {
            answers.put(instance, Answer.NO);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.shutdownNow();
    }
}
