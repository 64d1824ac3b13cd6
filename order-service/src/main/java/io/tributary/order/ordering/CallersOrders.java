package io.tributary.order.ordering;

import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderQuery.FindOrder;
import io.tributary.api.user.UserId;
import io.tributary.chassis.web.NotFound;
import io.tributary.order.customercopy.CustomerCopy;
import io.tributary.security.Caller;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** The shop as one caller sees it: what belongs to another customer is not there. */
@Component
class CallersOrders {
    private final QueryGateway queries;
    private final CustomerCopy customers;

    CallersOrders(QueryGateway queries, CustomerCopy customers) {
        this.queries = queries;
        this.customers = customers;
    }

    OrderView find(Caller caller, UUID id) {
        return queries.query(new FindOrder(new OrderId(id)), ResponseTypes.optionalInstanceOf(OrderView.class)).join().filter(
                order -> caller.maySee(order.customerId().value())).orElseThrow(
                        () -> new NotFound("order-not-found", "there is no order %s".formatted(id)));
    }

    /** The id of an order to change. Who sees every order is told by the order itself that there is none. */
    OrderId idOf(Caller caller, UUID id) {
        return caller.seesEverything() ? new OrderId(id) : find(caller, id).orderId();
    }

    CustomerSeen customer(Caller caller, UserId customer) {
        return caller.maySee(customer.value()) ? customers.seen(customer) : CustomerCopy.neverSeen(customer);
    }
}
