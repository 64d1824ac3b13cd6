package io.tributary.chassis.web.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.info.Info;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Adds to springdoc what it cannot see in a signature: how values look in JSON, and what every call can be answered with. */
@AutoConfiguration
class OpenApiAutoConfiguration {
    @Bean
    ModelConverter domainSchemas() {
        return new DomainSchemas();
    }

    @Bean
    OpenApiCustomizer commonAnswers(@Value("${spring.application.name:${tributary.owner:service}}") String name) {
        return document -> {
            document.setInfo(new Info().title(name).version("1"));
            new CommonAnswers(document).describe();
        };
    }
}
