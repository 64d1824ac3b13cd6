package io.tributary.chassis.processing.store;

import java.util.List;
import java.util.Optional;

/** Small texts under a kind and an id, changed only by who has seen the last version. */
public interface Documents {
    /** Version that stands for "does not exist". */
    long ABSENT = 0;

    /** A text and its version, from 1. */
    record Document(String id, long version, String body) {}

    Optional<Document> find(String kind, String id);

    List<Document> all(String kind);

    /** Writes the next version if {@code expected} is still the present one; false if it is not. */
    boolean write(String kind, String id, long expected, String body);

    /** Deletes it, whatever its version. */
    void delete(String kind, String id);
}
