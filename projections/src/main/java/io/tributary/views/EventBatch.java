package io.tributary.views;

import io.tributary.api.AggregateEvent;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
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

    /** Ids of the users that something happened to. */
    public SortedSet<String> users() {
        var ids = new TreeSet<String>();
        all(UserEvent.class).forEach(event -> ids.add(event.userId().text()));
        return ids;
    }

    /** Ids of the orders that something happened to, or to their payments. */
    public SortedSet<String> orders() {
        var ids = new TreeSet<String>();
        all(OrderEvent.class).forEach(event -> ids.add(event.orderId().text()));
        all(PaymentEvent.class).forEach(event -> ids.add(event.orderId().text()));
        return ids;
    }
}
