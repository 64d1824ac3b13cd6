package io.tributary.chassis.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What belongs to a document as a whole: its title, the form of problems, how callers say who they are, and that commands are closed. */
final class Document implements OpenApiCustomizer {
    private static final String BEARER = "bearer";
    private final String title;
    private final boolean guarded;

    Document(String title, boolean guarded) {
        this.title = title;
        this.guarded = guarded;
    }

    @Override
    public void customise(OpenAPI document) {
        document.setInfo(new Info().title(title).version("1"));
        document.setServers(null); // the paths are relative to wherever this document was read
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents().addSchemas(ProblemSchema.NAME, ProblemSchema.schema());
        if (guarded) {
            document.getComponents().addSecuritySchemes(BEARER,
                    new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BEARER).bearerFormat("JWT"));
            document.setSecurity(List.of(new SecurityRequirement().addList(BEARER)));
        }
        if (document.getPaths() != null) {
            closeCommands(document);
        }
    }

    /** A field that a command does not document is refused. */
    private static void closeCommands(OpenAPI document) {
        var seen = new HashSet<String>();
        document.getPaths().values().stream().map(PathItem::readOperations).flatMap(List::stream).map(Operation::getRequestBody).filter(
                Objects::nonNull).flatMap(body -> body.getContent().values().stream()).map(MediaType::getSchema).forEach(
                        schema -> close(schema, document, seen));
    }

    private static void close(@Nullable Schema<?> schema, OpenAPI document, Set<String> seen) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            if (seen.add(name)) {
                close(document.getComponents().getSchemas().get(name), document, seen);
            }
            return;
        }
        if (schema.getProperties() != null) {
            schema.setAdditionalProperties(false);
            new ArrayList<>(schema.getProperties().values()).forEach(property -> close(property, document, seen));
        }
        close(schema.getItems(), document, seen);
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(one -> close(one, document, seen));
        }
    }
}
