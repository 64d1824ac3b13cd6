package io.tributary.payment.payercopy;

import io.tributary.api.payment.PayerSeen;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserStatus;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.processing.store.Generations;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What this service knows of payers, from its own copy and from nowhere else. */
@Component
public class PayerCopy {
    private static final String LIVE = " from payer_copy where generation = (select live from projection where name = 'payer-copy') and id = :id";
    private final JdbcClient jdbc;

    PayerCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A payer the copy has not heard of yet counts as active: order-service knew them when it took the order.
     *
     * @throws ViewBeingFilled while the copy is filled in place: who is not there yet may be deactivated
     */
    public PayerSeen seen(UserId payer) {
        var live = jdbc.sql("""
                select p.live, c.status from projection p left join payer_copy c on c.generation = p.live and c.id = :id
                where p.name = 'payer-copy'""").param("id", payer.text()).query(
                (row, _) -> new Live(row.getInt("live"), row.getString("status"))).optional();
        if (live.filter(copy -> copy.generation() == Generations.NONE).isPresent()) {
            throw new ViewBeingFilled(PayerCopyReplica.NAME);
        }
        return new PayerSeen(payer, live.filter(copy -> UserStatus.DEACTIVATED.name().equals(copy.status())).isEmpty());
    }

    private record Live(int generation, @Nullable String status) {}

    OptionalLong appliedUpTo(String userId) {
        return jdbc.sql("select position" + LIVE).param("id", userId).query(Long.class).optional().map(
                OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
