package io.tributary.chassis.web.problems;

import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.web.HttpViews;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Makes problem details of one shape: {@code type} is {@code /problems/<slug>}, the title says the slug in words. */
public final class Problem {
    private static final String TYPES = "/problems/";

    private static final List<String> OF_AN_ANSWER = List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, ConsistencyToken.HEADER,
            HttpViews.LAG, "Preference-Applied");

    private Problem() {}

    /**
     * One field of a request that is wrong.
     *
     * @param pointer JSON pointer into the body, or {@code #name} for a parameter
     */
    public record FieldError(String pointer, String detail) {}

    /** A problem of the given type. */
    public static ProblemDetail of(HttpStatusCode status, String slug, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + slug));
        problem.setTitle(slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1).replace('-', ' '));
        return problem;
    }

    static ProblemDetail of(HttpStatusCode status, String slug, String detail, List<FieldError> errors) {
        ProblemDetail problem = of(status, slug, detail);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    /** To be called where something can fail after an answer has got its headers, as the headers of a refusal tell nothing of what was read. */
    static void inPlaceOfAnAnswer(HttpServletResponse response) {
        OF_AN_ANSWER.forEach(name -> response.setHeader(name, null));
    }

    /** The problem as an answer: always {@code application/problem+json}, whatever the caller accepts. */
    public static ResponseEntity<Object> answer(ProblemDetail problem) {
        return answer(problem, new HttpHeaders());
    }

    static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus()).headers(headers).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
