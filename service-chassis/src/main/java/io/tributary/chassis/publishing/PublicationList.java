package io.tributary.chassis.publishing;

import java.util.Set;

/**
 * What leaves this service: the owner's name, which is also its topic's ({@code <owner>.events}), and the event types that may be
 * published. A type that is not listed never reaches the topic.
 */
public record PublicationList(String owner, Set<Class<?>> published) {
    public PublicationList {
        published = Set.copyOf(published);
    }
}
