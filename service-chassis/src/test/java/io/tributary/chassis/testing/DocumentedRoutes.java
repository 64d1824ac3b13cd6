package io.tributary.chassis.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Compares the routes that a service maps with the document it gives of them. */
public final class DocumentedRoutes {
    private DocumentedRoutes() {}

    /** Routes that are mapped and not described, such as {@code GET /users/{id}}; the documents themselves are left out. */
    public static List<String> missing(RequestMappingHandlerMapping mappings, JsonNode document) {
        return mappings.getHandlerMethods().entrySet().stream().filter(mapping -> isOurs(mapping.getValue().getBeanType())).flatMap(
                mapping -> routes(mapping.getKey())).filter(route -> !describes(document, route)).sorted().toList();
    }

    private static boolean isOurs(Class<?> endpoint) {
        return endpoint.getName().startsWith("io.tributary.") && !endpoint.getSimpleName().startsWith("AsyncApi");
    }

    private static Stream<String> routes(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream().flatMap(
                method -> mapping.getPatternValues().stream().map(pattern -> method + " " + pattern));
    }

    private static boolean describes(JsonNode document, String route) {
        int space = route.indexOf(' ');
        return document.path("paths").path(route.substring(space + 1)).has(route.substring(0, space).toLowerCase(Locale.ROOT));
    }
}
