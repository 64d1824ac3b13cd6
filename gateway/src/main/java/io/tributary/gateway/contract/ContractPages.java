package io.tributary.gateway.contract;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Swagger UI at {@code /swagger-ui/index.html}, which shows the one document. */
@Controller
class ContractPages implements WebMvcConfigurer {
    private static final String START = """
            window.onload = () => window.ui = SwaggerUIBundle({url: "/v3/api-docs", dom_id: "#swagger-ui", deepLinking: true,
              presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: "StandaloneLayout"});
            """;
    private final String pages;

    ContractPages(@Value("${tributary.gateway.swagger-ui}") String version) {
        this.pages = "classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/";
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/swagger-ui/**").addResourceLocations(pages);
    }

    /** In the place of the one that comes with the pages, which shows an example. */
    @GetMapping("/swagger-ui/swagger-initializer.js")
    ResponseEntity<byte[]> start() {
        return ResponseEntity.ok().contentType(MediaType.valueOf("text/javascript")).body(START.getBytes(StandardCharsets.UTF_8));
    }
}
