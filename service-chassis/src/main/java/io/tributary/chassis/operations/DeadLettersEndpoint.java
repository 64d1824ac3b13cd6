package io.tributary.chassis.operations;

import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk.Outcome;
import io.tributary.chassis.processing.deadletters.DeadLetters.Place;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.web.Cursor;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Page;
import io.tributary.chassis.web.PlainText;
import io.tributary.chassis.web.Refuses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parked events: listed by what went wrong, tried again in order, or given up. A sequence's id is {@code <processor>~<sequence>}. */
@RestController
class DeadLettersEndpoint {
    private static final String ANONYMOUS = "anonymous";
    private static final char SEPARATOR = '~';
    private static final int MAX_REASON = 500;
    private final DeadLetterDesk desk;
    private final OperationLog log;
    private final ServiceName service;

    DeadLettersEndpoint(DeadLetterDesk desk, OperationLog log, ServiceName service) {
        this.desk = desk;
        this.log = log;
        this.service = service;
    }

    /**
     * Sequences whose first event failed alike.
     *
     * @param sequenceCount how many there are
     * @param sequences those on this page
     */
    record Group(String service, String cause, int sequenceCount, List<Sequence> sequences) {}

    record Sequence(String id, String processor, String sequence, String message, int attempts, Instant parkedAt, List<Event> events) {}

    record Event(String id, String type, String version, String owner, long position) {}

    /** Which to try again: those with this cause, or all. */
    record Retry(@Nullable String cause) {}

    record RetryResult(String id, int handled, int remaining, @Nullable String error) {}

    @GetMapping("/operations/dead-letters")
    Page<Group> list(@RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        var after = Cursor.parse(cursor, 2);
        var firsts = desk.firsts(after == null ? Place.START : new Place(after.textAt(0), after.textAt(1)), limit + 1);
        var page = firsts.subList(0, Math.min(limit, firsts.size()));
        var groups = new LinkedHashMap<String, List<Sequence>>();
        page.forEach(first -> groups.computeIfAbsent(first.failure().cause(), _ -> new ArrayList<>()).add(
                describe(first, desk.sequence(first.processor(), first.sequence()))));
        var counts = desk.sequencesByCause();
        return new Page<>(groups.entrySet().stream().map(group -> new Group(service.value(), group.getKey(),
                Math.max(group.getValue().size(), counts.getOrDefault(group.getKey(), 0)), group.getValue())).toList(),
                firsts.size() > limit ? Cursor.after(page.getLast().processor(), page.getLast().sequence()).text() : null);
    }

    @PostMapping("/operations/dead-letters/{id}/retry")
    @Refuses(unknown = "dead-letter-not-found")
    RetryResult retry(@PathVariable String id, HttpServletRequest request) {
        var target = Target.parse(id);
        existing(target);
        log.note(who(request), "retry", id, null);
        return result(id, desk.retry(target.processor(), target.sequence()));
    }

    @PostMapping("/operations/dead-letters/retry")
    Page<RetryResult> retry(@RequestBody Retry wanted, HttpServletRequest request) {
        log.note(who(request), "retry", wanted.cause() == null ? "all" : wanted.cause(), null);
        var results = new ArrayList<RetryResult>();
        desk.retryEach(wanted.cause(), (first, outcome) -> results.add(result(id(first), outcome)));
        return new Page<>(results, null);
    }

    /** Gives up the first event of the sequence and goes on with those behind it, or gives up all. */
    @DeleteMapping("/operations/dead-letters/{id}")
    @Refuses(unknown = "dead-letter-not-found")
    RetryResult discard(@PathVariable String id, @RequestParam @PlainText(max = MAX_REASON) String reason,
            @RequestParam(defaultValue = "false") boolean all, HttpServletRequest request) {
        var target = Target.parse(id);
        var given = all ? existing(target) : existing(target).subList(0, 1);
        given.forEach(event -> log.note(who(request), "discard", id + " event " + event.event().id(), reason));
        desk.discard(given);
        return result(id, desk.retry(target.processor(), target.sequence()));
    }

    @GetMapping("/operations/log")
    Page<OperationLog.Entry> log() {
        return new Page<>(log.entries(), null);
    }

    private List<ParkedEvent> existing(Target target) {
        var events = desk.sequence(target.processor(), target.sequence());
        if (events.isEmpty()) {
            throw new NotFound("dead-letter-not-found", "nothing of " + target.sequence() + " is parked for " + target.processor());
        }
        return events;
    }

    private static Sequence describe(ParkedEvent first, List<ParkedEvent> events) {
        return new Sequence(id(first), first.processor(), first.sequence(), first.failure().message(), first.failure().attempts(),
                first.parkedAt(),
                events.stream().map(parked -> new Event(parked.event().id(), parked.event().type(), parked.event().version(),
                        parked.event().place().owner(), parked.event().place().position())).toList());
    }

    private static RetryResult result(String id, Outcome outcome) {
        return new RetryResult(id, outcome.handled(), outcome.remaining(), outcome.error());
    }

    private static String id(ParkedEvent event) {
        return event.processor() + SEPARATOR + event.sequence();
    }

    static String who(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? ANONYMOUS : principal.getName();
    }

    private record Target(String processor, String sequence) {
        static Target parse(String id) {
            int separator = id.indexOf(SEPARATOR);
            if (separator < 0) {
                throw new NotFound("dead-letter-not-found", "there is no sequence " + id);
            }
            return new Target(id.substring(0, separator), id.substring(separator + 1));
        }
    }
}
