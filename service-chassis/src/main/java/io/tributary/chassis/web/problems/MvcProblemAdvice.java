package io.tributary.chassis.web.problems;

import io.tributary.chassis.web.problems.Problem.FieldError;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What Spring MVC refuses before a handler runs, in the same form as everything else. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MvcProblemAdvice extends ResponseEntityExceptionHandler {
    private static final String INVALID_BODY = "The body does not keep the limits of this call.";
    private static final String INVALID_PARAMETERS = "A parameter is missing or has no valid value.";

    @InitBinder
    void ids(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new IdsAsTheyAreWritten());
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception failure, @Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest written && written.getResponse() != null) {
            Problem.inPlaceOfAnAnswer(written.getResponse());
        }
        return Problem.answer(problem(failure, status), headers);
    }

    private static ProblemDetail problem(Exception failure, HttpStatusCode status) {
        return switch (failure) {
            case HttpMessageNotReadableException unreadable -> UnreadableBody.problem(unreadable);
            case MethodArgumentNotValidException invalid -> invalid(INVALID_BODY, bodyErrors(invalid));
            case HandlerMethodValidationException invalid -> invalid(INVALID_PARAMETERS, parameterErrors(invalid));
            case MissingServletRequestParameterException missing ->
                invalid(INVALID_PARAMETERS, Stream.of(new FieldError("#" + missing.getParameterName(), "is missing")));
            case MethodArgumentTypeMismatchException mismatch ->
                invalid(INVALID_PARAMETERS, Stream.of(new FieldError("#" + mismatch.getName(), mismatch(mismatch))));
            case TypeMismatchException mismatch ->
                invalid(INVALID_PARAMETERS, Stream.of(new FieldError("#" + mismatch.getPropertyName(), mismatch(mismatch))));
            default -> byStatus(status);
        };
    }

    private static ProblemDetail invalid(String detail, Stream<FieldError> errors) {
        return Problem.of(HttpStatus.BAD_REQUEST, UnreadableBody.INVALID, detail, errors.toList());
    }

    private static Stream<FieldError> bodyErrors(MethodArgumentNotValidException invalid) {
        return invalid.getBindingResult().getFieldErrors().stream().map(
                error -> new FieldError(pointer(error.getField()), String.valueOf(error.getDefaultMessage())));
    }

    private static Stream<FieldError> parameterErrors(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream().flatMap(
                result -> result.getResolvableErrors().stream().map(error -> new FieldError(
                        "#" + result.getMethodParameter().getParameterName(), String.valueOf(error.getDefaultMessage()))));
    }

    /** The deepest cause is the refusal of a value by its own record, if it was one. */
    private static String mismatch(TypeMismatchException mismatch) {
        Throwable cause = mismatch.getMostSpecificCause();
        return Refusals.ofValue(cause).orElse("has no valid value");
    }

    /** {@code lines[0].quantity} becomes {@code /lines/0/quantity}. */
    private static String pointer(String path) {
        return "/" + path.replace("].", "/").replace("]", "").replace('[', '/').replace('.', '/');
    }

    private static ProblemDetail byStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> invalid(INVALID_PARAMETERS, Stream.of());
            case 404 -> Problem.of(status, "not-found", "There is nothing at this path.");
            case 405 -> Problem.of(status, "method-not-allowed", "This path does not take this method.");
            case 406 -> Problem.of(status, "not-acceptable", "This path answers with application/json.");
            case 413 -> Problem.of(status, "content-too-large", "The body is larger than this service takes.");
            case 415 -> Problem.of(status, "unsupported-media-type", "This path takes application/json.");
            case 503 -> Problem.of(status, "unavailable", "The service cannot take the request now. Try again later.");
            default -> Problem.of(status, "http-" + status.value(),
                    "The request was answered with status " + status.value() + ".");
        };
    }
}
