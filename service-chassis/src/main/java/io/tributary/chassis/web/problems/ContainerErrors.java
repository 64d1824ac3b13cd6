package io.tributary.chassis.web.problems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers requests that Tomcat itself refuses, such as a malformed path, which reach no servlet. Public, as Tomcat makes it by name. */
public final class ContainerErrors extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/problem+json");
            byte[] body = """
                    {"type":"/problems/invalid-request","title":"Invalid request","status":%d,"detail":"The request is not valid HTTP for this service."}""".formatted(
                    status).getBytes(StandardCharsets.UTF_8);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            response.setSuspended(true); // the caller has gone: there is nobody to tell
        }
    }
}
