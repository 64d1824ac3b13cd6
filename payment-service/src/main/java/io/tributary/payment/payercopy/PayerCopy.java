package io.tributary.payment.payercopy;

import io.tributary.api.payment.PayerSeen;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserStatus;
import java.util.OptionalLong;
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

    /** A payer the copy has not heard of yet counts as active: order-service knew them when it took the order. */
    public PayerSeen seen(UserId payer) {
        boolean deactivated = jdbc.sql("select status" + LIVE).param("id", payer.text()).query(String.class).optional().filter(
                UserStatus.DEACTIVATED.name()::equals).isPresent();
        return new PayerSeen(payer, !deactivated);
    }

    OptionalLong appliedUpTo(String userId) {
        return jdbc.sql("select position" + LIVE).param("id", userId).query(Long.class).optional().map(
                OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
