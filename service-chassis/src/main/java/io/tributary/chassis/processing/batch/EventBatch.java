package io.tributary.chassis.processing.batch;

import io.tributary.api.AggregateEvent;
import io.tributary.api.AggregateId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The events that are written by one transaction, in the order of their logs for each aggregate. */
public record EventBatch(List<PositionedEvent> events) {
    public EventBatch {
        events = List.copyOf(events);
    }

    public <E extends AggregateEvent> Stream<E> all(Class<E> type) {
        return events.stream().map(PositionedEvent::event).filter(type::isInstance).map(type::cast);
    }

    /** The values to write for each event of the type, given with its position. */
    public <E extends AggregateEvent> SqlParameterSource[] values(Class<E> type,
            BiFunction<E, PositionedEvent, SqlParameterSource> values) {
        return events.stream().filter(positioned -> type.isInstance(positioned.event())).map(
                positioned -> values.apply(type.cast(positioned.event()), positioned)).toArray(SqlParameterSource[]::new);
    }

    /** Ids of the aggregates that something of this type happened to, in their order. */
    public <E extends AggregateEvent> SortedSet<String> keys(Class<E> type, Function<E, AggregateId> key) {
        return all(type).map(event -> key.apply(event).text()).collect(Collectors.toCollection(TreeSet::new));
    }
}
