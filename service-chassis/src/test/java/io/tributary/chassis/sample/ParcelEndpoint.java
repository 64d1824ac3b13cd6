package io.tributary.chassis.sample;

import io.tributary.api.Money;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.chassis.sample.ParcelCommand.PackParcel;
import io.tributary.chassis.sample.ParcelCommand.RelabelParcel;
import io.tributary.chassis.sample.ParcelCommand.SendParcel;
import io.tributary.chassis.sample.ParcelCommand.WeighParcel;
import io.tributary.chassis.web.HttpCommands;
import io.tributary.chassis.web.HttpCommands.Created;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Refuses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ParcelEndpoint {
    private final HttpCommands commands;
    private final AggregateStreams streams;

    ParcelEndpoint(HttpCommands commands, AggregateStreams streams) {
        this.commands = commands;
        this.streams = streams;
    }

    record Pack(Label label, Money worth, @Nullable String note, @Valid List<Stamp> stamps) {}

    record Stamp(@Min(1) @Max(500) int cents, Kind kind) {}

    enum Kind {
        LETTER, PARCEL
    }

    record Relabel(Label label) {}

    record Weigh(int grams) {}

    record ParcelCreated(ParcelId parcelId) {}

    record ParcelView(ParcelId parcelId, String state, long version) {}

    @PostMapping("/parcels")
    Created<ParcelCreated> pack(@Valid @RequestBody Pack pack) {
        var id = new ParcelId(UUID.randomUUID());
        return commands.create(new PackParcel(id, pack.label(), pack.worth(), Instant.EPOCH), URI.create("/parcels/" + id.text()),
                new ParcelCreated(id));
    }

    @PutMapping("/parcels/{id}")
    Created<ParcelCreated> packAs(@PathVariable UUID id, @Valid @RequestBody Pack pack) {
        var parcel = new ParcelId(id);
        return commands.create(new PackParcel(parcel, pack.label(), pack.worth(), Instant.EPOCH), URI.create("/parcels/" + id),
                new ParcelCreated(parcel));
    }

    @PutMapping("/parcels/{id}/label")
    @Refuses(unknown = "parcel-not-found", rule = "parcel-already-sent")
    ResponseEntity<Void> relabel(@PathVariable UUID id, @RequestBody Relabel relabel) {
        return commands.change(new RelabelParcel(new ParcelId(id), relabel.label()));
    }

    @PutMapping("/parcels/{id}/weight")
    ResponseEntity<Void> weigh(@PathVariable UUID id, @RequestBody Weigh weigh) {
        return commands.change(new WeighParcel(new ParcelId(id), weigh.grams()));
    }

    @PostMapping("/parcels/{id}/dispatch")
    ResponseEntity<Void> send(@PathVariable UUID id) {
        return commands.change(new SendParcel(new ParcelId(id)));
    }

    @GetMapping("/parcels/{id}")
    @Refuses(unknown = "parcel-not-found")
    ResponseEntity<ParcelView> read(@PathVariable UUID id) {
        var folded = streams.fold(id.toString(), ParcelEvent.class, (Parcel) new Parcel.NotPacked(), Parcel::evolve);
        if (!folded.exists()) {
            throw new NotFound("parcel-not-found", "there is no parcel " + id);
        }
        return ResponseEntity.ok().eTag(Long.toString(folded.version())).body(
                new ParcelView(new ParcelId(id), folded.state().getClass().getSimpleName(), folded.version()));
    }

    @GetMapping("/parcels")
    List<String> list(@RequestParam @Min(1) @Max(200) int limit, @RequestParam(required = false) @Nullable Kind kind) {
        if (limit == 13) {
            throw new IllegalStateException("select secret from io.tributary.Inside");
        }
        return List.of(limit + " " + kind);
    }
}
