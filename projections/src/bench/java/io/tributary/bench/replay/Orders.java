package io.tributary.bench.replay;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.bench.ShopTopics;
import io.tributary.eventstore.bench.worker.Database;
import java.sql.SQLException;

/** What a generation of the view holds when every event of the topics is in it. */
final class Orders {
    private Orders() {}

    static void check(HikariDataSource database, int generation) throws SQLException {
        try (database) {
            long orders = Database.number(database, """
                    select count(*) from order_details where generation = %d and status = 'CONFIRMED' and payment_status = 'CAPTURED'
                    and customer_name like 'Someone else%%'""".formatted(generation));
            if (orders != ShopTopics.ORDERS) {
                throw new IllegalStateException(orders + " orders are complete, not " + ShopTopics.ORDERS);
            }
        }
    }
}
