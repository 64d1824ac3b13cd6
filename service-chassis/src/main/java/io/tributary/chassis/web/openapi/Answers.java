package io.tributary.chassis.web.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.web.HttpViews;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Describes what a call takes and answers beyond its own parameters and body: all of it follows from the shape of its method. */
final class Answers implements OperationCustomizer {
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final Map<String, String> ETAG = Map.of("ETag", "Version: the number of events so far, in quotes");
    private static final Map<String, String> VIEW = Map.of(HttpViews.LAG,
            "Age of the oldest event known and not yet applied, 0 when caught up; absent while that is not known", "Preference-Applied",
            "wait=<seconds> if the change asked for is in this answer");
    private static final String NOT_FOUND = "404";
    private final boolean guarded;

    Answers(boolean guarded) {
        this.guarded = guarded;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        var call = new CallShape(method);
        var responses = new ApiResponses();
        responses.addApiResponse(call.status(), accepted(operation, call));
        if (call.hasVersion()) {
            responses.addApiResponse("304", unchanged(call));
        }
        new CallProblems(call, guarded).byStatus().forEach((status, types) -> responses.addApiResponse(status, problem(status, types)));
        if (call.isView() && responses.get(NOT_FOUND) instanceof ApiResponse nothing) {
            VIEW.forEach((name, text) -> nothing.addHeaderObject(name, header(text)));
        }
        operation.setResponses(responses);
        if (call.isCommand() || call.isOperation()) {
            header(operation, "Idempotency-Key", "Repeats of a request with the same key get the first answer", "^[!-~]{1,255}$");
        }
        if (call.isCommand()) {
            header(operation, "If-Match", "ETag of the version to change", "^(\\*|\\s*\"\\d{1,18}\"\\s*)$");
        }
        if (call.isView()) {
            header(operation, "Prefer", "wait=<seconds>: waits for the change of the Consistency-Token, 60 seconds at most", ".*");
            header(operation, "Consistency-Token", "What a command was answered with", "^[A-Za-z0-9_-]{1,4096}$");
        }
        return operation;
    }

    private static void header(Operation operation, String name, String text, String pattern) {
        operation.addParametersItem(
                new HeaderParameter().name(name).description(text).required(false).schema(new StringSchema().pattern(pattern)));
    }

    private static ApiResponse accepted(Operation operation, CallShape call) {
        var answer = new ApiResponse().description(reason(call.status()));
        operation.getResponses().values().stream().map(ApiResponse::getContent).filter(
                content -> content != null && call.hasBody()).findFirst().ifPresent(answer::setContent);
        headersOf(call).forEach((name, text) -> answer.addHeaderObject(name, header(text)));
        return answer;
    }

    /** To {@code If-None-Match} with the version there is. */
    private static ApiResponse unchanged(CallShape call) {
        var answer = new ApiResponse().description(reason("304"));
        headersOf(call).forEach((name, text) -> answer.addHeaderObject(name, header(text)));
        return answer;
    }

    private static Header header(String text) {
        return new Header().description(text).schema(new StringSchema());
    }

    private static Map<String, String> headersOf(CallShape call) {
        if (call.isCommand()) {
            var token = Map.of("Consistency-Token", "Lets a view be asked to wait for this change; absent if nothing was published", "ETag",
                    "Version: the number of events so far, in quotes");
            return call.creates() ? with(token, Map.of("Location", "Where the new thing is read")) : token;
        }
        if (call.isView()) {
            return call.hasVersion() ? with(VIEW, ETAG) : VIEW;
        }
        if (call.isAccepted()) {
            return Map.of("Location", "Where to see how far it is; absent if there is nothing to see");
        }
        return call.hasVersion() ? ETAG : Map.of();
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }

    private static ApiResponse problem(String status, Set<String> types) {
        Schema<?> type = new StringSchema()._enum(types.stream().map("/problems/"::concat).toList());
        Schema<?> narrowed = new Schema<>().addProperty("type", type);
        Schema<?> schema = new Schema<>().allOf(List.of(new Schema<>().$ref("#/components/schemas/" + ProblemSchema.NAME), narrowed));
        var answer = new ApiResponse().description(reason(status)).content(
                new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(schema)));
        return types.contains(ViewBeingFilled.SLUG) && status.equals("503")
                ? answer.addHeaderObject("Retry-After", header("Seconds, of a view that is being filled"))
                : answer;
    }

    private static String reason(String status) {
        return HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase();
    }
}
