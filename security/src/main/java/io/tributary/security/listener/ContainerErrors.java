package io.tributary.security.listener;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Answers what no handler does: requests that Tomcat itself refuses, and failures outside of the web framework. Public, as Tomcat makes it by name. */
public final class ContainerErrors extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT = 500;
    private static final Map<Integer, String> SLUGS = Map.of(400, PlainProblem.INVALID, 404, "not-found", 405, "method-not-allowed", 413,
            "content-too-large", 414, "uri-too-long", 417, "expectation-failed", 431, "headers-too-large", 500, "internal-error", 501,
            "not-implemented", 503, "unavailable");

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(PlainProblem.json(status, SLUGS.getOrDefault(status, "http-" + status),
                    status < FIRST_FAULT ? "The request is not valid HTTP for this service." : "The service failed."));
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            response.setSuspended(true); // the caller has gone: there is nobody to tell
        }
    }
}
