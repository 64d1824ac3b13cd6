package io.tributary.eventstore.postgres;

import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.storage.NumberedCommit;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A large batch as one array for each column. */
final class ArrayColumns {
    private ArrayColumns() {}

    static void bind(List<NumberedCommit> batch, BatchParameters parameters) throws SQLException {
        var commits = new Commits(batch.size());
        var events = new Events(batch.stream().mapToInt(commit -> commit.commit().events().size()).sum());
        for (var numbered : batch) {
            commits.add(numbered);
            long position = numbered.placement().firstPosition();
            for (var event : numbered.commit().events()) {
                events.add(position++, numbered.commit().id(), event);
            }
        }
        commits.bind(parameters);
        events.bind(parameters);
    }

    private static final class Commits {
        private final long[] number;
        private final UUID[] commitId;
        private final long[] firstPosition;
        private final int[] size;
        private final long[] micros;
        private final @Nullable String[] idempotencyKey;
        private final @Nullable String[] digest;
        private final byte[] @Nullable [] answer;
        private int row;

        Commits(int rows) {
            number = new long[rows];
            commitId = new UUID[rows];
            firstPosition = new long[rows];
            size = new int[rows];
            micros = new long[rows];
            idempotencyKey = new String[rows];
            digest = new String[rows];
            answer = new byte[rows][];
        }

        void add(NumberedCommit commit) {
            number[row] = commit.placement().commit();
            commitId[row] = commit.commit().id();
            firstPosition[row] = commit.placement().firstPosition();
            size[row] = commit.commit().events().size();
            micros[row] = BatchParameters.micros(commit.time());
            var idempotency = commit.commit().idempotency();
            if (idempotency != null) {
                idempotencyKey[row] = idempotency.keyHash();
                digest[row] = idempotency.digest();
                answer[row] = commit.answer();
            }
            row++;
        }

        void bind(BatchParameters parameters) throws SQLException {
            parameters.array("int8", number);
            parameters.array("uuid", commitId);
            parameters.array("int8", firstPosition);
            parameters.array("int4", size);
            parameters.array("int8", micros);
            parameters.array("text", idempotencyKey);
            parameters.array("text", digest);
            parameters.array("bytea", answer);
        }
    }

    private static final class Events {
        private final long[] position;
        private final UUID[] commitId;
        private final UUID[] eventId;
        private final String[] aggregateId;
        private final long[] sequence;
        private final @Nullable String[] aggregateType;
        private final String[] type;
        private final int[] version;
        private final long[] micros;
        private final byte[][] payload;
        private final byte[][] metadata;
        private int row;

        Events(int rows) {
            position = new long[rows];
            commitId = new UUID[rows];
            eventId = new UUID[rows];
            aggregateId = new String[rows];
            sequence = new long[rows];
            aggregateType = new String[rows];
            type = new String[rows];
            version = new int[rows];
            micros = new long[rows];
            payload = new byte[rows][];
            metadata = new byte[rows][];
        }

        void add(long at, UUID commit, LogEvent event) {
            position[row] = at;
            commitId[row] = commit;
            eventId[row] = event.id();
            aggregateId[row] = event.aggregateId();
            sequence[row] = event.sequence();
            aggregateType[row] = event.aggregateType();
            type[row] = event.type();
            version[row] = event.version();
            micros[row] = BatchParameters.micros(event.recordedAt());
            payload[row] = event.payload();
            metadata[row] = event.metadata();
            row++;
        }

        void bind(BatchParameters parameters) throws SQLException {
            parameters.array("int8", position);
            parameters.array("uuid", commitId);
            parameters.array("uuid", eventId);
            parameters.array("text", aggregateId);
            parameters.array("int8", sequence);
            parameters.array("text", aggregateType);
            parameters.array("text", type);
            parameters.array("int4", version);
            parameters.array("int8", micros);
            parameters.array("bytea", payload);
            parameters.array("bytea", metadata);
        }
    }
}
