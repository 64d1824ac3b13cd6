package io.tributary.eventstore.bench.append;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The aggregate of every variant that has one: small, with one command to make it and one to change it. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class Account {
    @AggregateIdentifier private @Nullable String id;
    private String owner = "";

    Account() {}

    sealed interface Command {
        String id();
    }

    public record Open(@TargetAggregateIdentifier String id, String owner, String email) implements Command {}

    public record Rename(@TargetAggregateIdentifier String id, String owner) implements Command {}

    public record Opened(String id, String owner, String email) {}

    public record Renamed(String id, String owner) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void on(Open command) {
        AggregateLifecycle.apply(new Opened(command.id(), command.owner(), command.email()));
    }

    @CommandHandler
    void on(Rename command) {
        if (!command.owner().equals(owner)) {
            AggregateLifecycle.apply(new Renamed(command.id(), command.owner()));
        }
    }

    @EventSourcingHandler
    void on(Opened event) {
        id = event.id();
        owner = event.owner();
    }

    @EventSourcingHandler
    void on(Renamed event) {
        owner = event.owner();
    }

    public String owner() {
        return owner;
    }
}
