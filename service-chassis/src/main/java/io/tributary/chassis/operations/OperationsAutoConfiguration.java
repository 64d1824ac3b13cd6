package io.tributary.chassis.operations;

import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.ownlog.OwnLog;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.chassis.web.HttpViews;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The operations that every service serves for its own processors, and how its views are read over HTTP. */
@AutoConfiguration(afterName = {"io.tributary.chassis.processing.ProcessingAutoConfiguration",
        "io.tributary.chassis.publishing.PublishingAutoConfiguration"})
@ConditionalOnBean(Processors.class)
class OperationsAutoConfiguration {
    private final Clock clock = Clock.systemUTC();

    @Bean
    @ConditionalOnMissingBean
    ServiceName serviceName(@Value("${spring.application.name:service}") String name) {
        return new ServiceName(name);
    }

    @Bean
    @ConditionalOnMissingBean
    HttpViews httpViews(Processors processors, ConsumerStore store, ObjectProvider<OwnLog> ownLog) {
        return new WaitingViews(processors, store.generations(), owner(ownLog.getIfAvailable()), clock);
    }

    private static @Nullable String owner(@Nullable OwnLog log) {
        return log == null ? null : log.owner();
    }

    @Bean
    ProcessorsEndpoint processorsEndpoint(Processors processors, ServiceName service) {
        return new ProcessorsEndpoint(processors, service, clock);
    }

    @Bean
    RebuildsEndpoint rebuildsEndpoint(Processors processors, Rebuilds rebuilds, OperationLog log) {
        return new RebuildsEndpoint(processors, rebuilds, log);
    }

    @Bean
    OperationLog operationLog(ConsumerStore store) {
        return new OperationLog(store.documents(), clock);
    }

    @Bean
    DeadLetterDesk deadLetterDesk(ConsumerStore store, RecordDecoder decoder, Processors processors) {
        return new DeadLetterDesk(store, decoder, name -> processors.running(name).map(running -> running::handleAgain));
    }

    @Bean
    DeadLettersEndpoint deadLettersEndpoint(DeadLetterDesk desk, OperationLog log, ServiceName service) {
        return new DeadLettersEndpoint(desk, log, service);
    }

    @Bean
    PublicationsEndpoint publicationsEndpoint(ObjectProvider<EventPublisher> publisher, ServiceName service, OperationLog log) {
        return new PublicationsEndpoint(Optional.ofNullable(publisher.getIfAvailable()), service, log);
    }

    @Bean
    OperationProblems operationProblems() {
        return new OperationProblems();
    }

    @Bean
    FilterRegistrationBean<RepeatedOperations> repeatedOperations(ConsumerStore store,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new FilterRegistrationBean<>(new RepeatedOperations(store.documents(), problems, clock));
    }
}
