package io.tributary.payment.payments;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.payment.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.payment.PaymentStatus;
import io.tributary.payment.Orders;
import io.tributary.payment.PaymentServiceIntegration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;

/** Money that is given back, whole or in parts. */
@PaymentServiceIntegration
class RefundingOverHttpIT extends PaymentsOverHttp {
    @Autowired
    RefundingOverHttpIT(JdbcClient jdbc) {
        super(jdbc);
    }

    @Test
    void a_captured_payment_is_refunded_in_parts_until_nothing_is_left() {
        var order = captured();
        var first = refund(order, "5.00", HttpStatus.CREATED);
        assertThat(first.getResponseHeaders().getETag()).isEqualTo("\"4\"");
        assertThat(body(first).get("refundId").asString()).isNotBlank();
        assertThat(get("/payments/" + payment(order), HttpStatus.OK).get("status").asString()).isEqualTo("CAPTURED");
        assertThat(problem(refund(order, "20.01", HttpStatus.CONFLICT))).endsWith("refund-exceeds-captured");
        refund(order, "20.00", HttpStatus.CREATED);
        var payment = get("/payments/" + payment(order), HttpStatus.OK);
        assertThat(payment.get("status").asString()).isEqualTo(PaymentStatus.REFUNDED.name());
        assertThat(payment.get("refunded").get("amount").asString()).isEqualTo("25.00");
        eventually(() -> assertThat(jdbc.sql(
                "select coalesce(sum(r.amount), 0)::text from simulated_refund r join provider_call c using (call_id) where c.payment_id = :payment").param(
                        "payment", payment(order).value()).query(String.class).single()).isEqualTo("25.00"));
    }

    @Test
    void the_same_idempotency_key_refunds_once() {
        var order = captured();
        var key = UUID.randomUUID().toString();
        var first = body(refund(order, "5.00", HttpStatus.CREATED, "Idempotency-Key", key));
        assertThat(body(refund(order, "5.00", HttpStatus.CREATED, "Idempotency-Key", key))).isEqualTo(first);
        assertThat(problem(refund(order, "6.00", HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key", key))).endsWith(
                "idempotency-key-reused");
        assertThat(get("/payments/" + payment(order), HttpStatus.OK).get("refunded").get("amount").asString()).isEqualTo("5.00");
    }

    @Test
    void a_refund_decided_on_an_old_version_is_refused() {
        refund(captured(), "5.00", HttpStatus.PRECONDITION_FAILED, HttpHeaders.IF_MATCH, "\"1\"");
    }

    @Test
    void a_refund_that_makes_no_sense_is_refused_with_a_pointer_to_what_is_wrong() {
        var order = captured();
        for (String amount : new String[]{"0", "-1.00", "1e3", "abc"}) {
            var answer = refund(order, amount, HttpStatus.BAD_REQUEST);
            assertThat(body(answer).get("errors").get(0).get("pointer").asString()).as(amount).isEqualTo("/amount");
        }
        assertThat(problem(refund(order, "0.001", HttpStatus.BAD_REQUEST))).endsWith("invalid-amount");
    }

    @Test
    void what_was_never_captured_is_not_refunded() {
        var order = Orders.placed("card-declined");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("DECLINED"));
        assertThat(problem(refund(order, "1.00", HttpStatus.CONFLICT))).endsWith("payment-not-captured");
    }

    @Test
    void a_refund_of_an_unknown_payment_is_not_found() {
        refund(Orders.placed("card-visa"), "1.00", HttpStatus.NOT_FOUND);
    }

    private EntityExchangeResult<byte[]> refund(OrderPlaced order, String amount, HttpStatus expected, String... header) {
        var request = http.post().uri("/payments/" + payment(order) + "/refunds").body(Map.of("amount", amount, "reason", "damaged"));
        for (int i = 0; i < header.length; i += 2) {
            request.header(header[i], header[i + 1]);
        }
        return request.exchange().expectStatus().isEqualTo(expected).expectBody(byte[].class).returnResult();
    }

    private static String problem(EntityExchangeResult<byte[]> answer) {
        return body(answer).get("type").asString();
    }
}
