package io.tributary.payment.provider.simulator;

import io.tributary.payment.provider.ProviderAnswer;
import io.tributary.payment.provider.ProviderAnswer.Authorized;
import io.tributary.payment.provider.ProviderAnswer.Captured;
import io.tributary.payment.provider.ProviderAnswer.Declined;
import io.tributary.payment.provider.ProviderAnswer.Refunded;
import io.tributary.payment.provider.ProviderAnswer.Released;
import io.tributary.payment.provider.ProviderRequest;
import io.tributary.payment.provider.ProviderRequest.Authorize;
import io.tributary.payment.provider.ProviderRequest.Capture;
import io.tributary.payment.provider.ProviderRequest.Refund;
import io.tributary.payment.provider.ProviderRequest.Release;
import io.tributary.payment.provider.ProviderUnavailable;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The simulated provider's own books, tables {@code simulated_…}: each request has its effect once, however often it is sent. */
@Component
class SimulatedBooks {
    private final JdbcClient jdbc;

    SimulatedBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ProviderAnswer enter(ProviderRequest request) {
        return switch (request) {
            case Authorize r -> authorize(r);
            case Capture r -> capture(r);
            case Release r -> release(r);
            case Refund r -> refund(r);
        };
    }

    private ProviderAnswer authorize(Authorize request) {
        String declined = CardBehaviour.of(request.method()).declineReason();
        jdbc.sql("""
                insert into simulated_hold (hold, state, amount, currency, method) values (:hold, :state, :amount, :currency, :method)
                on conflict (hold) do nothing""").param("hold", request.hold()).param("state",
                declined == null ? "HELD" : "DECLINED").param("amount", request.amount().amount()).param("currency",
                        request.amount().currency().getCurrencyCode()).param("method", request.method()).update();
        if (state(request.hold()).equals("CANCELLED")) {
            return new Declined(request.callId(), "authorization-cancelled");
        }
        return declined == null
                ? new Authorized(request.callId(), "simulated-" + request.hold())
                : new Declined(request.callId(), declined);
    }

    private ProviderAnswer capture(Capture request) {
        int captured = jdbc.sql("update simulated_hold set state = 'CAPTURED' where hold = :hold and state in ('HELD', 'CAPTURED')").param(
                "hold", request.hold()).update();
        if (captured == 0) {
            throw new ProviderUnavailable("hold %s cannot be captured".formatted(request.hold()));
        }
        return new Captured(request.callId());
    }

    private ProviderAnswer release(Release request) {
        jdbc.sql("""
                insert into simulated_hold (hold, state) values (:hold, 'CANCELLED')
                on conflict (hold) do update set state = 'RELEASED' where simulated_hold.state = 'HELD'""").param("hold",
                request.hold()).update();
        if (state(request.hold()).equals("CAPTURED")) {
            throw new ProviderUnavailable("hold %s is captured and cannot be released".formatted(request.hold()));
        }
        return new Released(request.callId());
    }

    private ProviderAnswer refund(Refund request) {
        jdbc.sql(
                "insert into simulated_refund (call_id, hold, amount) values (:call, :hold, :amount) on conflict (call_id) do nothing").param(
                        "call", request.callId()).param("hold", request.hold()).param("amount", request.amount().amount()).update();
        return new Refunded(request.callId());
    }

    CardBehaviour behaviour(UUID hold) {
        return CardBehaviour.of(
                jdbc.sql("select coalesce(method, 'card-visa') from simulated_hold where hold = :hold").param("hold", hold).query(
                        String.class).single());
    }

    Duration age(UUID hold) {
        return Duration.ofMillis(
                jdbc.sql("select (extract(epoch from now() - received_at) * 1000)::bigint from simulated_hold where hold = :hold").param(
                        "hold", hold).query(Long.class).single());
    }

    /** How often this request was sent, this time included. */
    int countRequest(UUID callId) {
        return jdbc.sql("""
                insert into simulated_request (call_id, times) values (:call, 1)
                on conflict (call_id) do update set times = simulated_request.times + 1 returning times""").param("call", callId).query(
                Integer.class).single();
    }

    private String state(UUID hold) {
        return jdbc.sql("select state from simulated_hold where hold = :hold").param("hold", hold).query(String.class).single();
    }
}
