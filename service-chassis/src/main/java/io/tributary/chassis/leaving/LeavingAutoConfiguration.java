package io.tributary.chassis.leaving;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** {@code tributary.leaving}: how long an instance answers on after it was asked to stop; nothing unless there are others to turn to. */
@AutoConfiguration
class LeavingAutoConfiguration {
    @Bean
    Leaving leaving(@Value("${tributary.leaving:0s}") Duration announced) {
        return new Leaving(announced);
    }

    @Bean
    FilterRegistrationBean<Leaving> leavingFilter(Leaving leaving) {
        var registration = new FilterRegistrationBean<>(leaving);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
