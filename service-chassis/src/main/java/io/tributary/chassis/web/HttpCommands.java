package io.tributary.chassis.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/**
 * Sends the command of the current request through the command gateway and answers as the HTTP contract says: {@code ETag},
 * {@code Consistency-Token}, {@code If-Match} honoured, {@code Idempotency-Key} remembered with the commit. Refusals and conflicts leave
 * as exceptions, which one place turns into problem details.
 */
public interface HttpCommands {
    /** {@code 201} with {@code Location} and the body; a repeated key answers the first call's location and body. */
    <B> ResponseEntity<B> create(Object command, URI location, B body);

    /** {@code 204}. */
    ResponseEntity<Void> change(Object command);
}
