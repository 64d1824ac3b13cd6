package io.tributary.chassis.publishing;

import java.util.Set;

/**
 * What leaves this service: the owner's name, which is also its topic's ({@code <owner>.events}), and the event types that may be
 * published. A type that is not listed never reaches the topic.
 */
public record PublicationList(String owner, Set<Class<?>> published) {
    /** @throws IllegalArgumentException for an interface: each event that leaves is listed by itself */
    public PublicationList {
        published = Set.copyOf(published);
        published.stream().filter(type -> !type.isRecord()).findAny().ifPresent(type -> {
            throw new IllegalArgumentException(type.getName() + " is on the publication list of " + owner + " but is no event record");
        });
    }
}
