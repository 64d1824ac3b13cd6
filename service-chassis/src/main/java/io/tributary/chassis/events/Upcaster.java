package io.tributary.chassis.events;

import java.util.List;

/**
 * Lifts events of one name and one version to what they are called and contain today: a later version, another name, or several events.
 * Applied alike to the store, to a topic and to dead letters. Where fields are only renamed, left out or distributed, the event declares it
 * by {@link io.tributary.api.EarlierForm}; else it is a bean of every service that reads the event.
 */
public interface Upcaster {
    /** What it lifts; each name and version has one upcaster at most. */
    EventType from();

    /** At least one event, none of them of the type it came from. The parts of a split share the position of the original. */
    List<RawEvent> upcast(RawEvent event);
}
