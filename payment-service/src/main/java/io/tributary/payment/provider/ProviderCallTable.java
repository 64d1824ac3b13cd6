package io.tributary.payment.provider;

import io.tributary.api.Money;
import io.tributary.api.payment.PaymentId;
import io.tributary.payment.provider.ProviderRequest.Authorize;
import io.tributary.payment.provider.ProviderRequest.Capture;
import io.tributary.payment.provider.ProviderRequest.Refund;
import io.tributary.payment.provider.ProviderRequest.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code provider_call}, shared by all instances. Times are the database's. */
@Component
class ProviderCallTable {
    private final JdbcClient jdbc;

    ProviderCallTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(PaymentId payment, ProviderRequest request) {
        switch (request) {
            case Authorize r -> insert(payment, r, "AUTHORIZE", r.amount(), r.method());
            case Capture r -> insert(payment, r, "CAPTURE", r.amount(), null);
            case Release r -> insert(payment, r, "RELEASE", null, null);
            case Refund r -> insert(payment, r, "REFUND", r.amount(), null);
        }
    }

    private void insert(PaymentId payment, ProviderRequest request, String kind, @Nullable Money amount, @Nullable String method) {
        jdbc.sql("""
                insert into provider_call (call_id, payment_id, kind, hold, amount, currency, method, state, next_attempt)
                values (:call, :payment, :kind, :hold, :amount, :currency, :method, 'OPEN', now())
                on conflict (call_id) do nothing""").param("call", request.callId()).param("payment", payment.value()).param("kind",
                kind).param("hold", request.hold()).param("amount", amount == null ? null : amount.amount()).param("currency",
                        amount == null ? null : amount.currency().getCurrencyCode()).param("method", method).update();
    }

    Optional<ProviderCall> find(UUID callId) {
        return jdbc.sql("select * from provider_call where call_id = :call").param("call", callId).query((row, _) -> call(row)).optional();
    }

    /**
     * Open calls whose time has come. Each is handed to one caller only, and comes due again after {@code answerTime}, doubled with each
     * attempt up to eightfold.
     */
    List<ProviderCall> claimDue(int limit, Duration answerTime) {
        return jdbc.sql("""
                update provider_call set attempts = attempts + 1,
                  next_attempt = now() + least(power(2, attempts), 8) * :answerTime * interval '1 millisecond'
                where call_id in (select call_id from provider_call where state = 'OPEN' and next_attempt <= now()
                  order by next_attempt limit :limit for update skip locked)
                returning *""").param("answerTime", answerTime.toMillis()).param("limit", limit).query((row, _) -> call(row)).list();
    }

    /** Its answer has had its effect. */
    void answered(UUID callId) {
        jdbc.sql("update provider_call set state = 'ANSWERED', last_error = null where call_id = :call").param("call", callId).update();
    }

    /** Nobody waits for its answer any more; one that comes nevertheless is still heard. */
    void withdraw(UUID callId) {
        jdbc.sql("update provider_call set state = 'WITHDRAWN' where call_id = :call and state = 'OPEN'").param("call", callId).update();
    }

    void retryAfter(UUID callId, Duration pause, String error) {
        jdbc.sql("""
                update provider_call set next_attempt = now() + :pause * interval '1 millisecond', last_error = :error
                where call_id = :call and state = 'OPEN'""").param("pause", pause.toMillis()).param("error", error).param("call",
                callId).update();
    }

    /** Open calls that were sent at least {@code attempts} times. */
    long countStuck(int attempts) {
        return jdbc.sql("select count(*) from provider_call where state = 'OPEN' and attempts >= :attempts").param("attempts",
                attempts).query(Long.class).single();
    }

    private static ProviderCall call(ResultSet row) throws SQLException {
        UUID id = row.getObject("call_id", UUID.class);
        UUID hold = row.getObject("hold", UUID.class);
        ProviderRequest request = switch (row.getString("kind")) {
            case "AUTHORIZE" -> new Authorize(id, amount(row), row.getString("method"));
            case "CAPTURE" -> new Capture(id, hold, amount(row));
            case "RELEASE" -> new Release(id, hold);
            case "REFUND" -> new Refund(id, hold, amount(row));
            case String other -> throw new IllegalStateException("provider call %s is of the unknown kind %s".formatted(id, other));
        };
        return new ProviderCall(new PaymentId(row.getObject("payment_id", UUID.class)), request, row.getInt("attempts"));
    }

    private static Money amount(ResultSet row) throws SQLException {
        return new Money(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency")));
    }
}
