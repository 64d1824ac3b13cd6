package io.tributary.user.account;

import io.tributary.api.user.EmailClaimCommand;
import io.tributary.api.user.EmailClaimEvent;
import io.tributary.user.account.EmailClaim.Free;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Told only by {@link UniqueEmailProcess}, in the commit of the user it is about. */
@Aggregate(type = "email-claim", commandTargetResolver = "commandTargets", cache = "aggregateCache", lockFactory = "aggregateLocks", snapshotTriggerDefinition = "snapshotTriggerDefinition")
class EmailClaimAggregate {
    @AggregateIdentifier private @Nullable String id;
    private EmailClaim claim = new Free();

    void handle(EmailClaimCommand command) {
        EmailClaimDecider.decide(claim, command).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(EmailClaimEvent event) {
        id = event.claim().text();
        claim = EmailClaim.evolve(event);
    }
}
