package io.tributary.chassis.operations;

import io.tributary.chassis.processing.rebuild.RebuildRefused;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals of the operations as problem details. */
@RestControllerAdvice(basePackageClasses = OperationProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationProblems {
    @ExceptionHandler
    ProblemDetail on(RebuildRefused refused) {
        return problem(HttpStatus.CONFLICT, refused.slug(), "The operation is not possible now", refused);
    }

    @ExceptionHandler
    ProblemDetail on(RebuildsEndpoint.UnknownMode unknown) {
        return problem(HttpStatus.BAD_REQUEST, "unknown-mode", "Unknown mode", unknown);
    }

    private static ProblemDetail problem(HttpStatus status, String slug, String title, RuntimeException cause) {
        var problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(cause.getMessage()));
        problem.setType(URI.create("/problems/" + slug));
        problem.setTitle(title);
        return problem;
    }
}
