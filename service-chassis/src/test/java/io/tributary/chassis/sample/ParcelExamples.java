package io.tributary.chassis.sample;

import io.tributary.api.Money;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import java.time.Instant;
import java.util.UUID;

public final class ParcelExamples {
    public static final ParcelId PARCEL = new ParcelId(UUID.fromString("7d1c3a52-0000-4000-8000-000000000001"));

    private ParcelExamples() {}

    public static ParcelPacked packed() {
        return new ParcelPacked(PARCEL, new Label("Büro"), Money.of("25.00", "EUR"), Instant.parse("2026-01-02T03:04:05Z"));
    }

    public static ParcelRelabelled relabelled() {
        return new ParcelRelabelled(PARCEL, new Label("Lager"));
    }

    public static ParcelSent sent() {
        return new ParcelSent(PARCEL);
    }
}
