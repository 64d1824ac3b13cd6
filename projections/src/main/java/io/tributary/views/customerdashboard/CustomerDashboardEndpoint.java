package io.tributary.views.customerdashboard;

import io.tributary.api.user.UserId;
import io.tributary.api.views.ViewQuery.FindDashboard;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.HttpViews.View;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Refuses;
import io.tributary.security.Caller;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerDashboardEndpoint {
    private final HttpViews views;
    private final QueryGateway queries;

    CustomerDashboardEndpoint(HttpViews views, QueryGateway queries) {
        this.views = views;
        this.queries = queries;
    }

    @GetMapping("/views/customers/{userId}/dashboard")
    @Refuses(unknown = "user-not-found")
    View<CustomerDashboard> find(Caller caller, @PathVariable UUID userId) {
        var query = new FindDashboard(new UserId(userId));
        return views.answer(CustomerDashboardProjection.NAME,
                () -> queries.query(query, ResponseTypes.optionalInstanceOf(CustomerDashboard.class)).join().filter(
                        dashboard -> caller.maySee(dashboard.userId().value())).orElseThrow(
                                () -> new NotFound("user-not-found", "the view knows no user %s".formatted(userId))));
    }
}
