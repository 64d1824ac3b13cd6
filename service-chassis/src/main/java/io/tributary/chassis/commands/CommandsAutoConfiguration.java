package io.tributary.chassis.commands;

import io.tributary.chassis.processing.Reactions;
import io.tributary.chassis.publishing.PublicationList;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.axon.DecidingAgainCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.FailingDuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryBusSpanFactory;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Replaces Axon's command bus and query bus, and adds what dispatches to it once per idempotency key. */
@AutoConfiguration(before = AxonAutoConfiguration.class)
class CommandsAutoConfiguration {
    private static final String HAS_STORE = "'${tributary.store:none}' != 'none'";

    /** Two handlers for one command are a mistake in the build, not a matter of luck. */
    @Bean
    @ConditionalOnMissingBean
    DuplicateCommandHandlerResolver duplicateCommandHandlerResolver() {
        return FailingDuplicateCommandHandlerResolver.instance();
    }

    @Bean
    @Qualifier("localSegment")
    @ConditionalOnMissingBean(CommandBus.class)
    CommandBus commandBus(Configuration axon, DuplicateCommandHandlerResolver duplicates, ObjectProvider<CommitLogEventStore> store) {
        var settings = SimpleCommandBus.builder().transactionManager(NoTransactionManager.INSTANCE).rollbackConfiguration(
                RollbackConfigurationType.ANY_THROWABLE).duplicateCommandHandlerResolver(duplicates).spanFactory(
                        axon.getComponent(CommandBusSpanFactory.class)).messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus"));
        CommitLogEventStore events = store.getIfAvailable();
        CommandBus bus = events == null ? settings.build() : new DecidingAgainCommandBus(events, settings);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        if (events != null) {
            var interceptor = new CommitInterceptor(events);
            bus.registerHandlerInterceptor(interceptor);
            events.registerDispatchInterceptor(interceptor);
        }
        return new RetryingCommandBus(bus);
    }

    /**
     * Without a transaction around each query: it would hold one connection while the query asks for another, and readers who each hold
     * one would wait for each other. A query that needs one snapshot opens its own.
     */
    @Bean
    @Qualifier("localSegment")
    @ConditionalOnMissingBean(QueryBus.class)
    QueryBus queryBus(Configuration axon) {
        return SimpleQueryBus.builder().transactionManager(NoTransactionManager.INSTANCE).messageMonitor(
                axon.messageMonitor(QueryBus.class, "queryBus")).queryUpdateEmitter(
                        axon.getComponent(QueryUpdateEmitter.class)).spanFactory(
                                axon.getComponent(QueryBusSpanFactory.class)).build();
    }

    @Bean
    CommandTargets commandTargets() {
        return new CommandTargets();
    }

    @Bean
    @ConditionalOnExpression(HAS_STORE)
    CommandDispatch commandDispatch(CommandGateway gateway, CommitLogEventStore store, ObjectProvider<PublicationList> publications) {
        return new CommandDispatch(gateway, store.log(), publications.getIfAvailable());
    }

    @Bean
    @ConditionalOnExpression(HAS_STORE)
    Reactions reactions(CommandDispatch dispatch) {
        return new KeyedReactions(dispatch);
    }
}
