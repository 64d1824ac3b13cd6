package io.tributary.chassis.web;

import io.tributary.chassis.commands.Accepted;
import io.tributary.chassis.commands.CommandDispatch;
import io.tributary.chassis.commands.IdempotencyKey;
import io.tributary.chassis.publishing.ConsistencyToken;
import java.net.URI;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the command of the current request through the command gateway and answers as the HTTP contract says: {@code ETag},
 * {@code Consistency-Token}, {@code If-Match} honoured, {@code Idempotency-Key} remembered with the commit. Refusals and conflicts leave
 * as exceptions, which one place turns into problem details.
 */
public final class HttpCommands {
    private final CommandDispatch dispatch;
    private final CommandHeaders headers;
    private final JsonMapper json;

    HttpCommands(CommandDispatch dispatch, CommandHeaders headers, JsonMapper json) {
        this.dispatch = dispatch;
        this.headers = headers;
        this.json = json;
    }

    /** {@code 201} with {@code Location} and the body; a repeated key answers the first call's location and body. */
    public <B> ResponseEntity<B> create(Object command, URI location, B body) {
        Answer answer = send(command, location.toString(), json.valueToTree(body));
        @SuppressWarnings("unchecked") // the first call of this path answered with a body of the same class
        Class<B> type = (Class<B>) body.getClass();
        return answer.response(HttpStatus.CREATED).body(json.treeToValue(answer.body(), type));
    }

    /** {@code 204}. */
    public ResponseEntity<Void> change(Object command) {
        return send(command, null, null).response(HttpStatus.NO_CONTENT).build();
    }

    private Answer send(Object command, @Nullable String location, @Nullable JsonNode body) {
        OptionalLong expectedVersion = headers.expectedVersion();
        IdempotencyKey key = headers.idempotencyKey();
        if (key == null) {
            return Answer.of(dispatch.send(command, expectedVersion), location, body);
        }
        byte[] stored = dispatch.sendOnce(command, expectedVersion, key,
                accepted -> json.writeValueAsBytes(Answer.of(accepted, location, body)));
        return json.readValue(stored, Answer.class);
    }

    /** What is remembered with an idempotency key. */
    record Answer(@Nullable Long version, @Nullable String token, @Nullable String location, @Nullable JsonNode body) {
        static Answer of(Accepted accepted, @Nullable String location, @Nullable JsonNode body) {
            OptionalLong version = accepted.version();
            return new Answer(version.isPresent() ? version.getAsLong() : null, accepted.token().isEmpty() ? null : accepted.token().text(),
                    location, body);
        }

        ResponseEntity.BodyBuilder response(HttpStatus status) {
            var response = ResponseEntity.status(status);
            if (version != null) {
                response.eTag(Long.toString(version));
            }
            if (token != null) {
                response.header(ConsistencyToken.HEADER, token);
            }
            if (location != null) {
                response.header(HttpHeaders.LOCATION, location);
            }
            return response;
        }
    }
}
