package io.tributary.chassis.processing.batch;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has the database plan each statement when it runs. A plan that was made and kept while a view was empty reads the whole view for a list
 * of keys, until the database next counts the rows: a rebuild begins like that.
 */
public final class PlannedEachTime extends JdbcTemplate {
    /** Statements run on the connections of {@code jdbc}. */
    public PlannedEachTime(JdbcTemplate jdbc) {
        super(Objects.requireNonNull(jdbc.getDataSource()));
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}
