package io.tributary.chassis.sample;

import io.tributary.api.AggregateId;
import java.util.UUID;

public record ParcelId(UUID value) implements AggregateId {
    @Override
    public String text() {
        return value.toString();
    }
}
