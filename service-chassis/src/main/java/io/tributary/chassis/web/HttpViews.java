package io.tributary.chassis.web;

import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Answers a read of a projection as the HTTP contract says: waits for a {@code Consistency-Token} if {@code Prefer: wait} asks for it,
 * adds {@code Tributary-Lag-Ms}.
 */
public interface HttpViews {
    /** {@code query} runs after the wait, on the live generation; it throws {@link NotFound} where there is nothing. */
    <B> View<B> answer(String projection, Supplier<B> query);

    /** {@code 200} from a view; a type of its own so that an endpoint's signature tells what it answers. */
    final class View<B> extends ResponseEntity<B> {
        public View(B body, HttpHeaders headers) {
            super(body, headers, HttpStatus.OK);
        }
    }
}
