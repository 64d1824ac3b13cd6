package io.tributary.chassis.web;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers a read of a projection as the HTTP contract says: waits for a {@code Consistency-Token} if {@code Prefer: wait} asks for it,
 * adds {@code Tributary-Lag-Ms}. An answer is made of one generation; while a view is filled in place it is a
 * {@code 503 /problems/view-being-filled}.
 */
public interface HttpViews {
    /** Header of an answer: age in milliseconds of the oldest event that its views have not applied; absent while that is unknown. */
    String LAG = "Tributary-Lag-Ms";

    /** {@code query} runs after the wait, on the live generation; it throws {@link NotFound} where there is nothing. */
    default <B> View<B> answer(String projection, Supplier<B> query) {
        return answer(List.of(projection), query);
    }

    /** The same for what is made of several projections: waits for all of them, and tells the lag of the slowest. */
    <B> View<B> answer(List<String> projections, Supplier<B> query);

    /** The same for an owner's own read that shows something of a copy; its {@code ETag} is the owner's. */
    <B> VersionedView<B> answer(List<String> projections, Supplier<B> query, ToLongFunction<? super B> version);

    /** {@code 200} from an owner with something of a copy in it. */
    final class VersionedView<B> extends ResponseEntity<B> {
        public VersionedView(B body, HttpHeaders headers) {
            super(body, headers, HttpStatus.OK);
        }
    }

    /** {@code 200} from a view; a type of its own so that an endpoint's signature tells what it answers. */
    final class View<B> extends ResponseEntity<B> {
        public View(B body, HttpHeaders headers) {
            super(body, headers, HttpStatus.OK);
        }
    }
}
