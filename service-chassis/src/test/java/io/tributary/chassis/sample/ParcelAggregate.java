package io.tributary.chassis.sample;

import io.tributary.chassis.sample.ParcelCommand.PackParcel;
import io.tributary.chassis.sample.ParcelCommand.RelabelParcel;
import io.tributary.chassis.sample.ParcelCommand.SendParcel;
import io.tributary.chassis.sample.ParcelCommand.WeighParcel;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(type = "parcel", commandTargetResolver = "commandTargets", cache = "aggregateCache", lockFactory = "aggregateLocks", snapshotTriggerDefinition = "snapshotTriggerDefinition")
class ParcelAggregate {
    @AggregateIdentifier private @Nullable String id;
    private Parcel parcel = new Parcel.NotPacked();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void on(PackParcel command) {
        handle(command);
    }

    @CommandHandler
    void on(RelabelParcel command) {
        handle(command);
    }

    @CommandHandler
    void on(WeighParcel command) {
        handle(command);
    }

    @CommandHandler
    void on(SendParcel command) {
        handle(command);
    }

    private void handle(ParcelCommand command) {
        Parcel.decide(parcel, command).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(ParcelEvent event) {
        id = event.parcelId().text();
        parcel = Parcel.evolve(parcel, event);
    }
}
