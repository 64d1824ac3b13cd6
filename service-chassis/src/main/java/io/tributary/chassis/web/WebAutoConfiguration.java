package io.tributary.chassis.web;

import io.tributary.chassis.commands.CommandDispatch;
import io.tributary.chassis.json.DomainJson;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/** HTTP as the contract has it: strict bodies, and commands answered with their version and token. */
@AutoConfiguration(beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration", afterName = "io.tributary.chassis.commands.CommandsAutoConfiguration")
class WebAutoConfiguration {
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return DomainJson::strict;
    }

    @Bean
    FilterRegistrationBean<RequestBodyFilter> requestBodyFilter(JsonMapper json) {
        var registration = new FilterRegistrationBean<>(new RequestBodyFilter(MAX_BODY_BYTES, json));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    @ConditionalOnBean(CommandDispatch.class)
    HttpCommands httpCommands(CommandDispatch dispatch, HttpServletRequest currentRequest, JsonMapper json) {
        return new HttpCommands(dispatch, new CommandHeaders(currentRequest), json);
    }
}
