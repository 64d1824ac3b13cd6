package io.tributary.chassis.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.Map;

/** Describes in every operation of a document the problems it can be answered with, and in every change the headers of the contract. */
final class CommonAnswers {
    private static final String PROBLEM = "Problem";
    private static final Map<String, String> ALWAYS = ordered("400", "The request is not valid", "404", "There is no such thing", "406",
            "No answer in an accepted media type", "503", "The service cannot take or confirm the request now");
    private static final Map<String, String> CHANGES = ordered("409", "Refused by a rule, or changed by others", "412",
            "Not at the version of If-Match", "413", "The body is larger than 1 MiB", "415", "The body is not JSON", "422",
            "The Idempotency-Key was used for another body");
    private final OpenAPI document;

    CommonAnswers(OpenAPI document) {
        this.document = document;
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    void describe() {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents().addSchemas(PROBLEM, problem());
        if (document.getPaths() != null) {
            document.getPaths().values().forEach(path -> path.readOperationsMap().forEach(this::describe));
        }
    }

    private void describe(HttpMethod method, Operation operation) {
        ApiResponses responses = operation.getResponses();
        ALWAYS.forEach((status, text) -> add(responses, status, text));
        if (method == HttpMethod.POST || method == HttpMethod.PUT) {
            CHANGES.forEach((status, text) -> add(responses, status, text));
            operation.addParametersItem(
                    header("Idempotency-Key", "Repeats of a request with the same key get the first answer", "^[!-~]{1,255}$"));
            operation.addParametersItem(header("If-Match", "ETag of the version to change", "^(\\*|\"\\d{1,18}\")$"));
            responses.values().stream().filter(
                    response -> response.getContent() == null || !response.getContent().containsKey(problemType())).forEach(
                            CommonAnswers::describeAccepted);
        }
    }

    private static void describeAccepted(ApiResponse accepted) {
        accepted.addHeaderObject("ETag", new Header().description("Version of what was changed").schema(new StringSchema()));
        accepted.addHeaderObject("Consistency-Token",
                new Header().description("Lets a query wait for this change").schema(new StringSchema()));
    }

    private static HeaderParameter header(String name, String text, String pattern) {
        var parameter = new HeaderParameter();
        parameter.name(name).description(text).required(false).schema(new StringSchema().pattern(pattern));
        return parameter;
    }

    private static void add(ApiResponses responses, String status, String text) {
        responses.computeIfAbsent(status, _ -> new ApiResponse().description(text).content(
                new Content().addMediaType(problemType(), new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static String problemType() {
        return "application/problem+json";
    }

    private static Schema<?> problem() {
        var error = new ObjectSchema().addProperty("pointer", new StringSchema()).addProperty("detail", new StringSchema());
        return new ObjectSchema().description("RFC 9457").addProperty("type",
                new StringSchema().example("/problems/invalid-request")).addProperty("title", new StringSchema()).addProperty("status",
                        new IntegerSchema()).addProperty("detail", new StringSchema()).addProperty("instance",
                                new StringSchema()).addProperty("errors", new ArraySchema().items(error));
    }
}
