package io.tributary.chassis.flow;

import io.tributary.api.Money;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.Upcasters;
import io.tributary.chassis.publishing.PublicationList;
import io.tributary.chassis.sample.Label;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.chassis.sample.ParcelId;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Appends events of parcels to a log. Weighing is private: it never leaves the owner. */
public final class Parcels {
    public static final EventCodec CODEC = new EventCodec(EventCatalog.of(ParcelEvent.class), new Upcasters(List.of()));
    private static final AtomicInteger OWNERS = new AtomicInteger();
    private final CommitLog log;

    public Parcels(CommitLog log) {
        this.log = log;
    }

    /** An owner nobody used before, so a topic of its own. */
    public static String freshOwner() {
        return "parcel" + OWNERS.incrementAndGet();
    }

    public static PublicationList publicationList(String owner) {
        return new PublicationList(owner, Set.of(ParcelPacked.class, ParcelRelabelled.class, ParcelSent.class));
    }

    public static ParcelId parcel(int number) {
        return new ParcelId(UUID.nameUUIDFromBytes(("parcel " + number).getBytes(StandardCharsets.UTF_8)));
    }

    public void packed(int parcel, String label) {
        append(new ParcelPacked(parcel(parcel), new Label(label), Money.of("5.00", "EUR"), Instant.parse("2026-01-02T03:04:05Z")));
    }

    void relabelled(int parcel, String label) {
        append(new ParcelRelabelled(parcel(parcel), new Label(label)));
    }

    void weighed(int parcel, int grams) {
        append(new ParcelEvent.ParcelWeighed(parcel(parcel), grams));
    }

    void sent(int parcel) {
        append(new ParcelSent(parcel(parcel)));
    }

    void append(ParcelEvent event) {
        var type = CODEC.catalog().typeOf(event.getClass());
        appendRaw(event.parcelId(), type.name(), type.version(), CODEC.encode(event));
    }

    public void appendRaw(ParcelId parcel, String type, int version, byte[] payload) {
        appendRaw(parcel, type, version, payload,
                CODEC.encodeMetadata(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
    }

    void appendRaw(ParcelId parcel, String type, int version, byte[] payload, byte[] metadata) {
        long sequence = log.lastSequence(parcel.text()).orElse(-1) + 1;
        var event = new LogEvent(UUID.randomUUID(), parcel.text(), sequence, "parcel", type, version, Instant.now(), payload, metadata);
        log.append(new NewCommit(UUID.randomUUID(), List.of(event), null));
    }
}
