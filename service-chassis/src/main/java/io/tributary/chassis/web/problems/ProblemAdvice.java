package io.tributary.chassis.web.problems;

import io.tributary.api.Rejected;
import io.tributary.chassis.commands.KeyReused;
import io.tributary.chassis.commands.VersionConflict;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.processing.deadletters.Transient;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.web.Cursor;
import io.tributary.chassis.web.InvalidHeader;
import io.tributary.chassis.web.NotFound;
import io.tributary.eventstore.CommitLogException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The boundary at which every failure of a request becomes a problem detail: what the caller can act on, and of our own faults only a reference. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> answer(Exception failure, HttpServletResponse response) {
        if (failure instanceof AsyncRequestNotUsableException) {
            return null; // the caller has gone
        }
        Problem.inPlaceOfAnAnswer(response);
        Throwable cause = unwrapped(failure);
        return Problem.answer(known(cause).orElseGet(() -> unknown(cause)), headers(cause));
    }

    private static HttpHeaders headers(Throwable cause) {
        return switch (cause) {
            case NotFound nothing -> nothing.headers();
            case ViewBeingFilled _ -> {
                var headers = new HttpHeaders();
                headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(ViewBeingFilled.RETRY_AFTER_SECONDS));
                yield headers;
            }
            default -> new HttpHeaders();
        };
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException
                || failure instanceof CommandExecutionException || failure instanceof QueryExecutionException;
        return wrapper && cause != null ? unwrapped(cause) : failure;
    }

    private static Optional<ProblemDetail> known(Throwable failure) {
        return Optional.ofNullable(switch (failure) {
            case Rejected refused -> Problem.of(status(refused), refused.reason().slug(), refused.getMessage());
            case NotFound nothing -> Problem.of(HttpStatus.NOT_FOUND, nothing.slug(), nothing.getMessage());
            case AggregateNotFoundException _ -> Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing with this id.");
            case VersionConflict stale -> Problem.of(HttpStatus.PRECONDITION_FAILED, "version-conflict", stale.getMessage());
            case KeyReused reused -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", reused.getMessage());
            case Cursor.InvalidCursor foreign -> Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor", foreign.getMessage());
            case ConsistencyToken.InvalidToken foreign ->
                Problem.of(HttpStatus.BAD_REQUEST, "invalid-consistency-token", foreign.getMessage());
            case UnreadBodies.UnreadBody unread ->
                Problem.of(HttpStatus.BAD_REQUEST, UnreadableBody.INVALID, unread.getMessage());
            case InvalidHeader invalid -> Problem.of(HttpStatus.BAD_REQUEST, invalid.slug(), invalid.getMessage());
            case RequestRejectedException _ ->
                Problem.of(HttpStatus.BAD_REQUEST, UnreadableBody.INVALID, "A header holds characters that no client writes.");
            case InvalidParameterException _ ->
                Problem.of(HttpStatus.BAD_REQUEST, UnreadableBody.INVALID, "The form is not percent-encoded text.");
            case AggregateStreamCreationException _ ->
                Problem.of(HttpStatus.CONFLICT, "already-exists", "There is one with this id already.");
            case ConcurrencyException _ -> concurrentChange();
            case LockAcquisitionFailedException _ -> concurrentChange();
            case ViewBeingFilled filled -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, ViewBeingFilled.SLUG, filled.getMessage());
            case CommitLogException.OutcomeUnknown _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "outcome-unknown",
                    "The change may have been stored or not. Send it again with the same Idempotency-Key to find out.");
            case CommitLogException.Unavailable _ ->
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable", "Nothing was stored. Try again later.");
            default -> Refusals.ofValue(failure).map(text -> Problem.of(HttpStatus.BAD_REQUEST, UnreadableBody.INVALID, text)).orElseGet(
                    () -> Transient.is(failure) ? unavailable() : null);
        });
    }

    private static HttpStatus status(Rejected refused) {
        return switch (refused.reason().kind()) {
            case UNKNOWN_AGGREGATE -> HttpStatus.NOT_FOUND;
            case RULE -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.BAD_REQUEST;
        };
    }

    private static ProblemDetail concurrentChange() {
        return Problem.of(HttpStatus.CONFLICT, "concurrent-change",
                "Others changed it faster than this change could be decided. Try again.");
    }

    private static ProblemDetail unavailable() {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The service does not reach its database now. Try again later.");
    }

    private static ProblemDetail unknown(Throwable failure) {
        String reference = UUID.randomUUID().toString();
        LOG.error("Request failed, reference {}", reference, failure);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "The service failed. Reference: " + reference);
    }
}
