package io.tributary.chassis.web.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;

/** The one form of every answer that is not an acceptance. */
final class ProblemSchema {
    static final String NAME = "Problem";
    private static final BigDecimal FIRST_ERROR = BigDecimal.valueOf(400);
    private static final BigDecimal LAST_ERROR = BigDecimal.valueOf(599);

    private ProblemSchema() {}

    static Schema<?> schema() {
        var error = new ObjectSchema().addProperty("pointer",
                new StringSchema().description("JSON pointer into the body, or #name for a parameter")).addProperty("detail",
                        new StringSchema());
        var problem = new ObjectSchema().description("RFC 9457").addProperty("type",
                new StringSchema().pattern("^/problems/[a-z0-9-]+$").example("/problems/invalid-request")).addProperty("title",
                        new StringSchema().minLength(1)).addProperty("status",
                                new IntegerSchema().minimum(FIRST_ERROR).maximum(LAST_ERROR)).addProperty("detail",
                                        new StringSchema()).addProperty("instance", new StringSchema()).addProperty("errors",
                                                new ArraySchema().items(error.addRequiredItem("pointer").addRequiredItem("detail")));
        problem.addRequiredItem("type");
        problem.addRequiredItem("title");
        problem.addRequiredItem("status");
        return problem;
    }
}
