package io.tributary.chassis.web.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a request whose answer its caller would not take before it is acted on: a command that was refused has not happened. */
final class AnswerableRequests implements HandlerInterceptor {
    private static final String OWN = "io.tributary.";
    private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod method && isOwn(method) && !takesJson(request)) {
            throw new HttpMediaTypeNotAcceptableException(OFFERED);
        }
        return true;
    }

    static boolean isOwn(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OWN);
    }

    private static boolean takesJson(HttpServletRequest request) {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accepted);
            return types.isEmpty() || types.stream().anyMatch(type -> type.isCompatibleWith(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
