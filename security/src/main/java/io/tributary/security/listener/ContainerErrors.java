package io.tributary.security.listener;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers what no handler does: requests that Tomcat itself refuses, and failures outside of the web framework. Public, as Tomcat makes it by name. */
public final class ContainerErrors extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT = 500;
    /** What Tomcat says, with status 400, of a request whose line and headers are longer than the buffer for them. */
    private static final String TOO_LARGE = StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error");
    private static final Map<Integer, String> SLUGS = Map.of(400, PlainProblem.INVALID, 404, "not-found", 405, "method-not-allowed", 413,
            "content-too-large", 414, "uri-too-long", 417, "expectation-failed", 431, "headers-too-large", 500, "internal-error", 501,
            "not-implemented", 503, "unavailable");

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = status(request, response, failure);
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setStatus(status);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(PlainProblem.json(status, SLUGS.getOrDefault(status, "http-" + status),
                    status < FIRST_FAULT ? "The request is not valid HTTP for this service." : "The service failed."));
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            response.setSuspended(true); // the caller has gone: there is nobody to tell
        }
    }

    private static int status(Request request, Response response, @Nullable Throwable failure) {
        if (failure == null || !TOO_LARGE.equals(failure.getMessage())) {
            return response.getStatus();
        }
        boolean atTheUri = request.getCoyoteRequest().requestURI().isNull();
        return (atTheUri ? HttpStatus.URI_TOO_LONG : HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE).value();
    }
}
