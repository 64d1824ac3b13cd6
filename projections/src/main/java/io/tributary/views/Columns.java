package io.tributary.views;

import io.tributary.api.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Times and amounts in columns. A time is kept in nanoseconds since 1970: the database's own type would round to microseconds. */
public final class Columns {
    private static final long NANOS = 1_000_000_000L;

    private Columns() {}

    public static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    public static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    public static Money money(ResultSet row, String amount, String currency) throws SQLException {
        return new Money(row.getBigDecimal(amount), Currency.getInstance(row.getString(currency)));
    }

    public static @Nullable Money moneyIfAny(ResultSet row, String amount, String currency) throws SQLException {
        BigDecimal value = row.getBigDecimal(amount);
        return value == null ? null : money(row, amount, currency);
    }
}
