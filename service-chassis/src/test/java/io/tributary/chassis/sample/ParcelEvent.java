package io.tributary.chassis.sample;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.StoredName;
import java.time.Instant;

/** The context the chassis is tested with: parcels that are packed, weighed and sent. */
public sealed interface ParcelEvent extends AggregateEvent {
    ParcelId parcelId();

    @Override
    default ParcelId source() {
        return parcelId();
    }

    @StoredName("parcel.packed")
    record ParcelPacked(ParcelId parcelId, Label label, Money worth, Instant packedAt) implements ParcelEvent {}

    @StoredName(value = "parcel.relabelled", version = 2)
    record ParcelRelabelled(ParcelId parcelId, Label label) implements ParcelEvent {}

    @StoredName("parcel.weighed")
    record ParcelWeighed(ParcelId parcelId, int grams) implements ParcelEvent {}

    @StoredName("parcel.sent")
    record ParcelSent(ParcelId parcelId) implements ParcelEvent {}
}
