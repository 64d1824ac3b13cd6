package io.tributary.payment.payments;

import io.tributary.api.payment.PaymentCommand;
import io.tributary.api.payment.PaymentCommand.AuthorizePayment;
import io.tributary.api.payment.PaymentCommand.CapturePayment;
import io.tributary.api.payment.PaymentCommand.DeclinePayment;
import io.tributary.api.payment.PaymentCommand.RefundPayment;
import io.tributary.api.payment.PaymentCommand.RequestPayment;
import io.tributary.api.payment.PaymentCommand.VoidPayment;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.payment.payments.Payment.NotRequested;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(type = "payment", commandTargetResolver = "commandTargets", cache = "aggregateCache", lockFactory = "aggregateLocks", snapshotTriggerDefinition = "snapshotTriggerDefinition")
class PaymentAggregate {
    @AggregateIdentifier private @Nullable String id;
    private Payment payment = new NotRequested();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void on(RequestPayment command) {
        handle(command);
    }

    @CommandHandler
    void on(AuthorizePayment command) {
        handle(command);
    }

    @CommandHandler
    void on(DeclinePayment command) {
        handle(command);
    }

    @CommandHandler
    void on(CapturePayment command) {
        handle(command);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void on(VoidPayment command) {
        handle(command);
    }

    @CommandHandler
    void on(RefundPayment command) {
        handle(command);
    }

    private void handle(PaymentCommand command) {
        PaymentDecider.decide(payment, command).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(PaymentEvent event) {
        id = event.paymentId().text();
        payment = Payment.evolve(payment, event);
    }
}
