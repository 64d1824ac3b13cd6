package io.tributary.chassis.operations;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.Generations;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.web.HttpViews;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
        var headers = headers(names);
        return new View<>(query.get(), headers);
    }

    @Override
    public <B> VersionedView<B> answer(List<String> names, Supplier<B> query, ToLongFunction<? super B> version) {
        var headers = headers(names);
        var body = query.get();
        headers.setETag("\"" + version.applyAsLong(body) + "\"");
        return new VersionedView<>(body, headers);
    }

    /** Waits, if that is asked for, before the query runs. */
    private HttpHeaders headers(List<String> names) {
        var definitions = names.stream().map(name -> processors.projection(name).orElseThrow(
                () -> new IllegalArgumentException("no projection " + name + " is declared in this service"))).toList();
        var applied = waited(definitions);
        var headers = new HttpHeaders();
        headers.set("Tributary-Lag-Ms", Long.toString(names.stream().mapToLong(this::lagMillis).max().orElse(0)));
        if (applied != null) {
            headers.set("Preference-Applied", "wait=" + applied);
        }
        return headers;
    }

    /** The seconds of the preference that was honoured; null if none was asked for, or a view did not come that far in time. */
    private @Nullable Integer waited(List<ProjectionDefinition> definitions) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        var token = attributes.getRequest().getHeader(ConsistencyToken.HEADER);
        var preference = attributes.getRequest().getHeader("Prefer");
        if (token == null || preference == null) {
            return null;
        }
        var events = ConsistencyToken.parse(token).events();
        var wait = WAIT.matcher(preference);
        if (!wait.find()) {
            return null;
        }
        int seconds = Integer.parseInt(wait.group(1));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(seconds, MAX_WAIT_SECONDS));
        return definitions.stream().allMatch(definition -> reached(definition, events, deadline)) ? seconds : null;
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

    private long lagMillis(String projection) {
        return processors.running(projection, generations.of(projection).live()).map(running -> running.behind().millis(clock)).orElse(0L);
    }
}
