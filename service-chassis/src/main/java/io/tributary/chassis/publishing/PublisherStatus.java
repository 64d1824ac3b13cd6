package io.tributary.chassis.publishing;

import org.jspecify.annotations.Nullable;

/**
 * Where an instance's publisher stands.
 *
 * @param active whether this instance is the one that publishes
 * @param next position of the next event to publish, as this instance knows it
 * @param generation generation of the topic it publishes to
 * @param error why the last attempt failed
 */
public record PublisherStatus(boolean active, long next, int generation, @Nullable String error) {
    PublisherStatus idle(@Nullable String cause) {
        return new PublisherStatus(false, next, generation, cause);
    }
}
