package io.tributary.payment.paymentprocess;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.Reactions;
import io.tributary.payment.payercopy.PayerCopy;
import io.tributary.payment.provider.ProviderCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentProcessConfiguration {
    @Bean
    PolicyDefinition payForOrders(Reactions reactions, PayerCopy payers, ProviderCalls calls) {
        return new PolicyDefinition("payment-process", EventSource.topics("order"), new PaymentProcess(reactions, payers, calls));
    }
}
