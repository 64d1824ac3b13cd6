package io.tributary.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.api.order.OrderId;
import io.tributary.chassis.processing.Reactions;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.sample.Label;
import io.tributary.chassis.sample.ParcelCommand.PackParcel;
import io.tributary.chassis.sample.ParcelCommand.RelabelParcel;
import io.tributary.chassis.sample.ParcelCommand.SendParcel;
import io.tributary.chassis.sample.ParcelExamples;
import io.tributary.chassis.sample.ParcelId;
import io.tributary.chassis.sample.ParcelRejected;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.eventstore.CommitLog;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis", "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
class AxonOnBootIT {
    @Autowired private ApplicationContext context;
    @Autowired private CommandGateway commands;
    @Autowired private Reactions reactions;
    @Autowired private CommitLog log;

    private static PackParcel pack(ParcelId id) {
        return new PackParcel(id, ParcelExamples.packed().label(), ParcelExamples.packed().worth(), ParcelExamples.packed().packedAt());
    }

    private ParcelId packed() {
        var id = new ParcelId(UUID.randomUUID());
        commands.sendAndWait(pack(id));
        return id;
    }

    @Test
    void a_service_with_a_database_has_springs_transactions() {
        assertThat(context.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
    }

    /** What starts later stops earlier. */
    @Test
    void processors_run_only_while_their_commands_have_handlers() {
        assertThat(context.getBean(Processors.class).getPhase()).isGreaterThan(
                context.getBean(SpringAxonConfiguration.class).getPhase()).isLessThan(
                        WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);
    }

    @Test
    void nothing_calls_home() {
        assertThat(context.getBeanNamesForType(UpdateChecker.class)).isEmpty();
    }

    @Test
    void a_token_in_a_replay_can_be_read_back() {
        Serializer general = context.getBean(Serializer.class);
        TrackingToken token = ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(9), new GlobalSequenceTrackingToken(3),
                new OrderId(UUID.randomUUID()));
        TrackingToken read = general.deserialize(general.serialize(token, byte[].class));
        assertThat(read).isEqualTo(token);
    }

    @Test
    void a_plain_gateway_runs_commands_too() {
        var id = packed();
        commands.sendAndWait(new SendParcel(id));
        assertThat(log.lastSequence(id.text())).hasValue(1);
    }

    @Test
    void a_redelivered_event_sends_its_command_once() {
        var id = packed();
        EventMessage<Object> cause = GenericEventMessage.asEventMessage(ParcelExamples.packed());
        reactions.send(cause, new SendParcel(id));
        reactions.send(cause, new SendParcel(id));
        assertThat(log.lastSequence(id.text())).hasValue(1);
    }

    @Test
    void another_event_is_another_cause() {
        var id = packed();
        reactions.send(GenericEventMessage.asEventMessage(ParcelExamples.packed()), new SendParcel(id));
        assertThatExceptionOfType(ParcelRejected.class).isThrownBy(
                () -> reactions.send(GenericEventMessage.asEventMessage(ParcelExamples.packed()), new SendParcel(id)));
    }

    @Test
    void a_reaction_is_committed_whatever_becomes_of_the_processors_unit_of_work() {
        var id = packed();
        EventMessage<Object> cause = GenericEventMessage.asEventMessage(ParcelExamples.packed());
        var processors = DefaultUnitOfWork.startAndGet(cause);
        reactions.send(cause, new RelabelParcel(id, new Label("Lager")));
        reactions.send(cause, new SendParcel(id));
        processors.rollback();
        assertThat(log.lastSequence(id.text())).hasValue(2);
    }
}
