package io.tributary.gateway;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer in the form of RFC 9457, with the stable type {@code /problems/<slug>}. */
public class Problem extends ErrorResponseException {
    public Problem(HttpStatusCode status, String slug, String detail) {
        this(status, slug, detail, null);
    }

    public Problem(HttpStatusCode status, String slug, String detail, @Nullable Throwable cause) {
        super(status, body(status, slug, detail), cause);
    }

    static ProblemDetail body(HttpStatusCode status, String slug, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + slug));
        return problem;
    }
}
