package io.tributary.eventstore.postgres;

import io.tributary.eventstore.storage.NumberedCommit;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.postgresql.PGConnection;

/** The values of a batch, in the order in which the statement of its shape has them. */
final class BatchParameters {
    private final PreparedStatement insert;
    private final PGConnection connection;
    private int index;

    private BatchParameters(PreparedStatement insert) throws SQLException {
        this.insert = insert;
        this.connection = insert.getConnection().unwrap(PGConnection.class);
    }

    /** @param channel told of the batch, if {@code announce} */
    static void bind(List<NumberedCommit> batch, BatchShape shape, PreparedStatement insert, boolean announce, String channel)
            throws SQLException {
        var parameters = new BatchParameters(insert);
        if (shape.isOfArrays()) {
            ArrayColumns.bind(batch, parameters);
        } else {
            parameters.rows(batch);
        }
        insert.setBoolean(++parameters.index, announce);
        insert.setString(++parameters.index, channel);
    }

    void array(String type, Object values) throws SQLException {
        insert.setArray(++index, connection.createArrayOf(type, values));
    }

    private void rows(List<NumberedCommit> batch) throws SQLException {
        for (var numbered : batch) {
            commit(numbered);
        }
        for (var numbered : batch) {
            events(numbered);
        }
    }

    private void commit(NumberedCommit numbered) throws SQLException {
        var idempotency = numbered.commit().idempotency();
        insert.setLong(++index, numbered.placement().commit());
        insert.setObject(++index, numbered.commit().id());
        insert.setLong(++index, numbered.placement().firstPosition());
        insert.setInt(++index, numbered.commit().events().size());
        insert.setLong(++index, micros(numbered.time()));
        insert.setString(++index, idempotency == null ? null : idempotency.keyHash());
        insert.setString(++index, idempotency == null ? null : idempotency.digest());
        insert.setBytes(++index, numbered.answer());
    }

    private void events(NumberedCommit numbered) throws SQLException {
        long position = numbered.placement().firstPosition();
        for (var event : numbered.commit().events()) {
            insert.setLong(++index, position++);
            insert.setObject(++index, numbered.commit().id());
            insert.setObject(++index, event.id());
            insert.setString(++index, event.aggregateId());
            insert.setLong(++index, event.sequence());
            insert.setString(++index, event.aggregateType());
            insert.setString(++index, event.type());
            insert.setInt(++index, event.version());
            insert.setLong(++index, micros(event.recordedAt()));
            insert.setBytes(++index, event.payload());
            insert.setBytes(++index, event.metadata());
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
