package io.tributary.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The one place where what went wrong becomes an answer: a problem with a type of ours, also for what the web framework refuses. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final String INVALID = "invalid-request";
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Once an answer is on its way, a fault can only end the connection, which is what the server makes of the exception. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(Exception fault, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw fault;
        }
        LOG.error("unexpected fault", fault);
        var status = HttpStatus.INTERNAL_SERVER_ERROR;
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(
                Problem.body(status, "internal-error", "the gateway failed"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(RequestRejectedException rejected) {
        var status = HttpStatus.BAD_REQUEST;
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(
                Problem.body(status, INVALID, "a header holds characters that no client writes"));
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        if (body instanceof ProblemDetail problem && !String.valueOf(problem.getType()).startsWith("/problems/")) {
            problem.setType(URI.create("/problems/" + slug(status)));
        }
        return ResponseEntity.status(status).headers(headers).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
    }

    private static String slug(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        if (known == HttpStatus.BAD_REQUEST) {
            return INVALID;
        }
        return known == null ? "refused" : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
