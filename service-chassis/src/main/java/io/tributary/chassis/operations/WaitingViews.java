package io.tributary.chassis.operations;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.Generations;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads of views as the HTTP contract says. A wait holds a thread of the request, a virtual one, and asks the view's own rows. */
final class WaitingViews implements HttpViews {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([0-9]{1,4})", Pattern.CASE_INSENSITIVE);
    private static final int MAX_WAIT_SECONDS = 60;
    private static final long PAUSE_MS = 25;
    private final Processors processors;
    private final Generations generations;
    private final @Nullable String owner;
    private final Clock clock;

    WaitingViews(Processors processors, Generations generations, @Nullable String owner, Clock clock) {
        this.processors = processors;
        this.generations = generations;
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public <B> View<B> answer(List<String> names, Supplier<B> query) {
        var answer = asked(names, query);
        return new View<>(answer.body(), answer.headers());
    }

    @Override
    public <B> VersionedView<B> answer(List<String> names, Supplier<B> query, ToLongFunction<? super B> version) {
        var answer = asked(names, query);
        answer.headers().setETag("\"" + version.applyAsLong(answer.body()) + "\"");
        return new VersionedView<>(answer.body(), answer.headers());
    }

    private record Answer<B>(B body, HttpHeaders headers) {}

    private record Wait(int seconds, List<EventPosition> events, long deadline) {}

    /** Of one generation each, whole: where another has become live before the answer is there, asks once more, after waiting for that one. */
    private <B> Answer<B> asked(List<String> names, Supplier<B> query) {
        var definitions = names.stream().map(name -> processors.projection(name).orElseThrow(
                () -> new IllegalArgumentException("no projection " + name + " is declared in this service"))).toList();
        var wait = wait(RequestContextHolder.getRequestAttributes());
        while (true) {
            var read = states(names);
            boolean reached = wait != null && definitions.stream().allMatch(
                    definition -> reached(definition, wait.events(), wait.deadline()));
            var found = found(query);
            var headers = headers(names, read);
            if (states(names).equals(read)) {
                if (wait != null && reached) {
                    headers.set("Preference-Applied", "wait=" + wait.seconds());
                }
                return found.apply(headers);
            }
        }
    }

    private static <B> Function<HttpHeaders, Answer<B>> found(Supplier<B> query) {
        try {
            var body = query.get();
            return headers -> new Answer<>(body, headers);
        } catch (NotFound nothing) {
            return headers -> {
                throw nothing.with(headers);
            };
        }
    }

    /** @throws ViewBeingFilled if one of them is not read now */
    private List<Generations.State> states(List<String> names) {
        return names.stream().map(name -> {
            var state = generations.of(name);
            if (!state.isRead()) {
                throw new ViewBeingFilled(name);
            }
            return state;
        }).toList();
    }

    /** To be asked for before the last look at the states: whoever feeds a generation is stopped once that is given up. */
    private HttpHeaders headers(List<String> names, List<Generations.State> read) {
        var headers = new HttpHeaders();
        var lags = IntStream.range(0, names.size()).mapToObj(i -> lagMillis(names.get(i), read.get(i).live())).toList();
        if (lags.stream().allMatch(OptionalLong::isPresent)) {
            headers.set(LAG, Long.toString(lags.stream().mapToLong(OptionalLong::getAsLong).max().orElse(0)));
        }
        return headers;
    }

    /** Null if nothing is to be waited for. */
    private static @Nullable Wait wait(@Nullable RequestAttributes request) {
        if (!(request instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        var token = attributes.getRequest().getHeader(ConsistencyToken.HEADER);
        var preference = attributes.getRequest().getHeader("Prefer");
        if (token == null || preference == null) {
            return null;
        }
        var events = ConsistencyToken.parse(token).events();
        var asked = WAIT.matcher(preference);
        if (!asked.find()) {
            return null;
        }
        int seconds = Integer.parseInt(asked.group(1));
        return new Wait(seconds, events, System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(seconds, MAX_WAIT_SECONDS)));
    }

    private boolean reads(ProjectionDefinition definition, String eventOwner) {
        return switch (definition.source()) {
            case EventSource.OwnLog() -> eventOwner.equals(owner);
            case EventSource.Topics(List<String> owners) -> owners.contains(eventOwner);
        };
    }

    private boolean reached(ProjectionDefinition definition, List<EventPosition> events, long deadline) {
        var open = events.stream().filter(event -> reads(definition, event.owner()) && !applied(definition, event)).toList();
        if (open.isEmpty()) {
            return true;
        }
        var processor = processors.running(definition.name(), generations.of(definition.name()).live());
        return open.stream().allMatch(event -> reached(definition, event, processor, deadline));
    }

    private static boolean applied(ProjectionDefinition definition, EventPosition event) {
        return definition.applied().of(event.owner(), event.key()).orElse(-1) >= event.position();
    }

    private static boolean reached(ProjectionDefinition definition, EventPosition event, Optional<RunningProcessor> processor,
            long deadline) {
        BooleanSupplier applied = () -> applied(definition, event);
        try {
            if (processor.isPresent()) {
                return processor.get().await(event.key(), applied, deadline);
            }
            while (!applied.getAsBoolean()) {
                if (System.nanoTime() >= deadline) {
                    return false;
                }
                Thread.sleep(PAUSE_MS);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Empty while it is not known. */
    private OptionalLong lagMillis(String projection, int generation) {
        return processors.running(projection, generation).map(running -> running.lagMillis(clock)).orElse(
                OptionalLong.empty());
    }
}
