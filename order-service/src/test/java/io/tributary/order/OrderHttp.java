package io.tributary.order;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.testing.ForeignOwner;
import io.tributary.order.customercopy.CustomerCopy;
import io.tributary.security.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders over HTTP, and what the other owners' topics say. */
public final class OrderHttp {
    public static final ForeignOwner USERS = ForeignOwner.of("user", UserEvent.class);
    public static final ForeignOwner PAYMENTS = ForeignOwner.of("payment", PaymentEvent.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final RestTestClient http;

    public OrderHttp(int port) {
        this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).defaultHeader("Authorization",
                TestIssuer.shared().ops()).build();
    }

    public static UserId customer(CustomerCopy copy, String name) {
        var customer = new UserId(UUID.randomUUID());
        USERS.publish(new UserRegistered(customer, new PersonName(name)),
                new UserEmailChanged(customer, new EmailAddress(customer + "@example.org")));
        eventually(() -> assertThat(copy.seen(customer).active()).isTrue());
        return customer;
    }

    public static void authorize(String orderId) {
        var order = OrderId.of(orderId);
        PAYMENTS.publish(new PaymentAuthorized(PaymentId.forOrder(order), order, "hold-1"));
    }

    public static String order(UserId customer) {
        return """
                {"customerId":"%s","currency":"EUR","paymentMethod":"card-visa",
                 "lines":[{"sku":"TEA-1","title":"Green tea","quantity":2,"unitPrice":"12.50"},{"sku":"CUP-1","title":"Cup","quantity":1,"unitPrice":"0.01"}]}""".formatted(
                customer);
    }

    public String place(UserId customer) {
        return body(post("/orders", order(customer), HttpStatus.CREATED)).get("orderId").asString();
    }

    public JsonNode get(String path, HttpStatus expected) {
        return body(http.get().uri(path).exchange().expectStatus().isEqualTo(expected).expectBody(byte[].class).returnResult());
    }

    /** Waits with the read until the event is applied; answers the headers too. */
    public EntityExchangeResult<byte[]> getAfter(String path, EventPosition event) {
        return http.get().uri(path).header("Prefer", "wait=20").header("Consistency-Token",
                new ConsistencyToken(List.of(event)).text()).exchange().expectStatus().isOk().expectBody(byte[].class).returnResult();
    }

    public String text(String path) {
        return new String(Objects.requireNonNull(http.get().uri(path).exchange().expectBody(byte[].class).returnResult().getResponseBody()),
                StandardCharsets.UTF_8);
    }

    public String status(String order) {
        return get("/orders/" + order, HttpStatus.OK).get("status").asString();
    }

    public EntityExchangeResult<byte[]> post(String path, String body, HttpStatus expected, String... headers) {
        var request = http.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.exchange().expectStatus().isEqualTo(expected).expectBody(byte[].class).returnResult();
    }

    /** Whatever is answered. */
    public EntityExchangeResult<byte[]> send(String method, String path, String body) {
        return http.method(HttpMethod.valueOf(method)).uri(path).contentType(MediaType.APPLICATION_JSON).body(
                body).exchange().expectBody(byte[].class).returnResult();
    }

    public static String problem(EntityExchangeResult<byte[]> answer) {
        return body(answer).get("type").asString();
    }

    public static JsonNode body(EntityExchangeResult<byte[]> answer) {
        return JSON.readTree(answer.getResponseBody());
    }
}
