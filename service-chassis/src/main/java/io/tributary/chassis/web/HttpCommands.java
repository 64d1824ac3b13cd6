package io.tributary.chassis.web;

import io.tributary.api.AggregateCommand;
import io.tributary.chassis.commands.Accepted;
import io.tributary.chassis.commands.CommandDispatch;
import io.tributary.chassis.commands.IdempotencyKey;
import io.tributary.chassis.publishing.ConsistencyToken;
import java.net.URI;
import java.util.Locale;
import java.util.OptionalLong;
import org.axonframework.modelling.command.AggregateNotFoundException;
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
    public <B> Created<B> create(Object command, URI location, B body) {
        Answer answer = send(command, location.toString(), json.valueToTree(body));
        @SuppressWarnings("unchecked") // the first call of this path answered with a body of the same class
        Class<B> type = (Class<B>) body.getClass();
        return new Created<>(json.treeToValue(answer.body(), type), answer.headers());
    }

    /** {@code 204}. */
    public ResponseEntity<Void> change(Object command) {
        return new ResponseEntity<>(send(command, null, null).headers(), HttpStatus.NO_CONTENT);
    }

    private Answer send(Object command, @Nullable String location, @Nullable JsonNode body) {
        try {
            return answer(command, location, body);
        } catch (AggregateNotFoundException _) {
            throw unknownTarget(command);
        }
    }

    /** As a read of the same thing would be answered: {@code order-not-found} for a command to an {@code OrderId}. */
    private static NotFound unknownTarget(Object command) {
        if (!(command instanceof AggregateCommand one)) {
            return new NotFound("not-found", "There is nothing with this id.");
        }
        String type = one.target().getClass().getSimpleName().replaceFirst("Id$", "");
        String name = type.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return new NotFound(name + "-not-found", "there is no %s %s".formatted(name.replace('-', ' '), one.target().text()));
    }

    private Answer answer(Object command, @Nullable String location, @Nullable JsonNode body) {
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

        HttpHeaders headers() {
            var headers = new HttpHeaders();
            if (version != null) {
                headers.setETag("\"" + version + "\"");
            }
            if (token != null) {
                headers.set(ConsistencyToken.HEADER, token);
            }
            if (location != null) {
                headers.set(HttpHeaders.LOCATION, location);
            }
            return headers;
        }
    }

    /** {@code 201}; a type of its own so that an endpoint's signature tells what it answers. */
    public static final class Created<B> extends ResponseEntity<B> {
        private Created(B body, HttpHeaders headers) {
            super(body, headers, HttpStatus.CREATED);
        }
    }
}
