package io.tributary.chassis.sample;

import io.tributary.chassis.sample.ParcelCommand.PackParcel;
import io.tributary.chassis.sample.ParcelCommand.RelabelParcel;
import io.tributary.chassis.sample.ParcelCommand.SendParcel;
import io.tributary.chassis.sample.ParcelCommand.WeighParcel;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.chassis.sample.ParcelEvent.ParcelWeighed;
import java.util.List;

public sealed interface Parcel {
    int MAX_GRAMS = 30_000;

    record NotPacked() implements Parcel {}

    record Packed(Label label, int grams) implements Parcel {}

    record Sent(Label label) implements Parcel {}

    static Parcel evolve(Parcel parcel, ParcelEvent event) {
        return switch (event) {
            case ParcelPacked e -> new Packed(e.label(), 0);
            case ParcelRelabelled e -> new Packed(e.label(), 0);
            case ParcelWeighed e -> new Packed(labelOf(parcel), e.grams());
            case ParcelSent _ -> new Sent(labelOf(parcel));
        };
    }

    static List<ParcelEvent> decide(Parcel parcel, ParcelCommand command) {
        return switch (command) {
            case PackParcel c -> List.of(new ParcelPacked(c.parcelId(), c.label(), c.worth(), c.packedAt()));
            case RelabelParcel c when labelOf(notSent(parcel)).equals(c.label()) -> List.of();
            case RelabelParcel c -> List.of(new ParcelRelabelled(c.parcelId(), c.label()));
            case WeighParcel c when c.grams() > MAX_GRAMS -> throw new ParcelRejected(ParcelRejected.Reason.TOO_HEAVY, "at most 30 kg");
            case WeighParcel c -> List.of(new ParcelWeighed(notSent(c.parcelId(), parcel), c.grams()));
            case SendParcel c -> List.of(new ParcelSent(notSent(c.parcelId(), parcel)));
        };
    }

    private static ParcelId notSent(ParcelId id, Parcel parcel) {
        notSent(parcel);
        return id;
    }

    private static Parcel notSent(Parcel parcel) {
        if (parcel instanceof Sent) {
            throw new ParcelRejected(ParcelRejected.Reason.ALREADY_SENT, "the parcel is on its way");
        }
        return parcel;
    }

    private static Label labelOf(Parcel parcel) {
        return switch (parcel) {
            case NotPacked() -> throw new ParcelRejected(ParcelRejected.Reason.UNKNOWN, "no such parcel");
            case Packed p -> p.label();
            case Sent s -> s.label();
        };
    }
}
