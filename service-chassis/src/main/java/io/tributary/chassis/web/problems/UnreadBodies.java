package io.tributary.chassis.web.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses what the body of a call that takes none asks for, as an unknown field anywhere else. An empty object asks for nothing. */
final class UnreadBodies implements HandlerInterceptor {
    private static final Set<String> CHANGING = Set.of("POST", "PUT");
    private static final Pattern NOTHING = Pattern.compile("\\s*(\\{\\s*})?\\s*");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        if (handler instanceof HandlerMethod method && AnswerableRequests.isOwn(method) && CHANGING.contains(request.getMethod())
                && !takesBody(method) && !NOTHING.matcher(body(request)).matches()) {
            throw new UnreadBody();
        }
        return true;
    }

    private static String body(HttpServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean takesBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    static final class UnreadBody extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnreadBody() {
            super("This call takes no body, and so none of what is in it.", null, false, false);
        }
    }
}
