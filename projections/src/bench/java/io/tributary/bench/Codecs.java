package io.tributary.bench;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.Upcasters;
import java.util.List;

/** Every variant writes and parses events by the same codec. */
public final class Codecs {
    public static final EventCatalog CATALOG = EventCatalog.of(UserEvent.class, OrderEvent.class, PaymentEvent.class);
    public static final EventCodec EVENTS = new EventCodec(CATALOG, new Upcasters(List.of()));

    private Codecs() {}
}
