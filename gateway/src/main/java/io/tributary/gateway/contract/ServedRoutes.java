package io.tributary.gateway.contract;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the gateway has a handler for. */
@Component
class ServedRoutes {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    ServedRoutes(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** @param method in any case, such as {@code get} */
    boolean serves(String method, String path) {
        var wanted = RequestMethod.resolve(method.toUpperCase(Locale.ROOT));
        var example = PathContainer.parsePath(VARIABLE.matcher(path).replaceAll("1"));
        return mappings.getObject().getHandlerMethods().keySet().stream().anyMatch(
                mapping -> takes(mapping, wanted) && leadsTo(mapping, example));
    }

    private static boolean takes(RequestMappingInfo mapping, @Nullable RequestMethod method) {
        var methods = mapping.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(method);
    }

    private static boolean leadsTo(RequestMappingInfo mapping, PathContainer path) {
        var patterns = mapping.getPathPatternsCondition();
        return patterns != null && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
    }
}
