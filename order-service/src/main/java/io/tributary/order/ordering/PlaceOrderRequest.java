package io.tributary.order.ordering;

import io.tributary.api.Money;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.UserId;
import io.tributary.chassis.web.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

@PricesInWholeUnits
record PlaceOrderRequest(UserId customerId, Currency currency, @Size(min = 1, max = OrderDecider.MAX_LINES) List<@Valid Line> lines,
        @PlainText(max = 64) String paymentMethod) {
    record Line(@PlainText(max = 64) String sku, @PlainText String title, @Min(1) @Max(OrderDecider.MAX_QUANTITY) int quantity,
            @DecimalMax(OrderDecider.MAX_PRICE) BigDecimal unitPrice) {
        OrderLine in(Currency currency) {
            return new OrderLine(sku, title, quantity, new Money(unitPrice, currency));
        }
    }

    PlaceOrder toCommand(OrderId id, CustomerSeen customer, Instant now) {
        return new PlaceOrder(id, customer, lines.stream().map(line -> line.in(currency)).toList(), paymentMethod, now);
    }
}
