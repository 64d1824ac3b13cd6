package io.tributary.payment.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.payment.payments.PaymentProjection;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    @Bean
    PolicyDefinition askProvider(@Lazy PaymentProjection payments, ProviderCalls calls) {
        return new PolicyDefinition("provider-calls", EventSource.ownLog(), new ProviderCallProcess(payments, calls));
    }

    @Bean
    SchedulingConfigurer sendProviderCalls(WhenProviderCallIsDueThenSendIt policy) {
        return tasks -> tasks.addFixedDelayTask(policy::sendDueCalls, BETWEEN_LOOKS);
    }

    /** The alarm for money that should have moved and has not. */
    @Bean
    Object stuckProviderCalls(MeterRegistry meters, ProviderCallTable calls) {
        return meters.gauge("tributary.provider.calls.stuck", calls,
                table -> table.countStuck(WhenProviderCallIsDueThenSendIt.STUCK_AFTER_ATTEMPTS));
    }
}
