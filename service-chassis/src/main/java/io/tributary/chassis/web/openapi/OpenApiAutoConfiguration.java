package io.tributary.chassis.web.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import io.tributary.security.Caller;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Adds to springdoc what it cannot see: how values look in JSON, and what follows from the shape of each call. */
@AutoConfiguration
class OpenApiAutoConfiguration {
    private final boolean guarded;

    OpenApiAutoConfiguration(@Value("${tributary.security.issuer:}") String issuer) {
        this.guarded = !issuer.isEmpty();
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    ModelConverter domainSchemas() {
        return new DomainSchemas();
    }

    @Bean
    OperationCustomizer answers() {
        return new Answers(guarded);
    }

    @Bean
    OpenApiCustomizer document(@Value("${spring.application.name:${tributary.owner:service}}") String name) {
        return new Document(name, guarded);
    }
}
