package io.tributary.payment.ledger;

import io.tributary.api.payment.PaymentQuery.ReadLedger;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.HttpViews.View;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LedgerEndpoint {
    private final HttpViews views;
    private final QueryGateway queries;

    LedgerEndpoint(HttpViews views, QueryGateway queries) {
        this.views = views;
        this.queries = queries;
    }

    @GetMapping("/ledger")
    View<Ledger> read() {
        return views.answer(LedgerProjection.NAME, () -> queries.query(new ReadLedger(), ResponseTypes.instanceOf(Ledger.class)).join());
    }
}
