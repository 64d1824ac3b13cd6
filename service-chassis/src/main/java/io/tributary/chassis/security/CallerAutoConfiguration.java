package io.tributary.chassis.security;

import io.tributary.security.Caller;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Who and why in every event's metadata; the caller is no parameter that the interface shows. */
@AutoConfiguration(before = AxonAutoConfiguration.class)
class CallerAutoConfiguration {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    WhoAndWhy whoAndWhy(@Value("${spring.application.name:service}") String service) {
        return new WhoAndWhy(service);
    }

    /** Axon adds it only where there is no provider of one's own. */
    @Bean
    MessageOriginProvider messageOriginProvider() {
        return new MessageOriginProvider();
    }
}
