package io.tributary.chassis.web.problems;

import io.tributary.chassis.web.problems.Problem.FieldError;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what is wrong with a body in the caller's words: where, and what would be right. Jackson's own texts name classes. */
final class UnreadableBody {
    private static final String MALFORMED = "malformed-json";
    static final String INVALID = "invalid-request";

    private UnreadableBody() {}

    static ProblemDetail problem(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case StreamConstraintsException _ -> malformed("The body is nested too deeply, or one of its texts or numbers is too long.");
            case InputCoercionException e -> invalid(e, "must be " + form(e.getTargetType()));
            case StreamReadException e ->
                malformed("The body is not well-formed JSON, or names a field twice: line %d, column %d.".formatted(
                        e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                        e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
            case DatabindException e -> invalid(e, detail(e));
            case null, default -> malformed("A JSON body is required.");
        };
    }

    private static ProblemDetail invalid(JacksonException where, String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, INVALID, "The body does not have the form this call takes.",
                List.of(new FieldError(pointer(where), detail)));
    }

    private static ProblemDetail malformed(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, MALFORMED, detail);
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream().map(UnreadableBody::step).collect(Collectors.joining());
    }

    private static String step(JacksonException.Reference step) {
        String name = step.getPropertyName();
        return "/" + (name == null ? Integer.toString(step.getIndex()) : name.replace("~", "~0").replace("/", "~1"));
    }

    private static String detail(DatabindException e) {
        return switch (e) {
            case UnrecognizedPropertyException _ -> "unknown field";
            case InvalidNullException _ -> "must not be null or missing";
            case ValueInstantiationException invalid -> Refusals.ofValue(invalid.getCause()).orElse("is not a valid value");
            case InvalidFormatException invalid -> format(invalid.getTargetType());
            case MismatchedInputException missing when isMissing(missing) -> "must not be null or missing";
            case MismatchedInputException mismatch -> "must be " + form(mismatch.getTargetType());
            default -> "has the wrong form";
        };
    }

    private static boolean isMissing(MismatchedInputException e) {
        return e.getOriginalMessage().startsWith("Missing required creator property")
                || e.getOriginalMessage().startsWith("Cannot map `null`");
    }

    private static String format(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return "must be one of " + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        return "must be " + form(type);
    }

    private static String form(@Nullable Class<?> type) {
        if (type == null) {
            return "of another form";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == BigDecimal.class) {
            return "a decimal number in a string, such as \"12.50\"";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "an RFC 3339 time";
        }
        if (type == String.class) {
            return "a text of Unicode characters without NUL";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number within the limits";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "of the documented form";
    }
}
