package io.tributary.chassis.operations;

import io.tributary.chassis.processing.rebuild.RebuildRefused;
import io.tributary.chassis.web.problems.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals of the operations as problem details. */
@RestControllerAdvice(basePackageClasses = OperationProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationProblems {
    @ExceptionHandler
    ResponseEntity<Object> on(RebuildRefused refused) {
        return Problem.answer(Problem.of(HttpStatus.CONFLICT, refused.slug(), refused.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Object> on(RebuildsEndpoint.UnknownMode unknown) {
        return Problem.answer(Problem.of(HttpStatus.BAD_REQUEST, "unknown-mode", unknown.getMessage()));
    }
}
