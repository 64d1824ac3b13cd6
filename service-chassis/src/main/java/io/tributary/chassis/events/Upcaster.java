package io.tributary.chassis.events;

import java.util.List;

/**
 * Lifts events of one name and one version to what they are called and contain today: a later version, another name, or several events.
 * Declared as a bean by every service that reads the event; applied alike to the store, to a topic and to dead letters.
 */
public interface Upcaster {
    /** What it lifts; each name and version has one upcaster at most. */
    EventType from();

    /** At least one event, none of them of the type it came from. The parts of a split share the position of the original. */
    List<RawEvent> upcast(RawEvent event);
}
