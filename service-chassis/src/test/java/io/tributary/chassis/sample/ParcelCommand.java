package io.tributary.chassis.sample;

import io.tributary.api.AggregateCommand;
import io.tributary.api.Money;
import java.time.Instant;

public sealed interface ParcelCommand extends AggregateCommand {
    ParcelId parcelId();

    @Override
    default ParcelId target() {
        return parcelId();
    }

    record PackParcel(ParcelId parcelId, Label label, Money worth, Instant packedAt) implements ParcelCommand {}

    record RelabelParcel(ParcelId parcelId, Label label) implements ParcelCommand {}

    record WeighParcel(ParcelId parcelId, int grams) implements ParcelCommand {}

    record SendParcel(ParcelId parcelId) implements ParcelCommand {}
}
