package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.CUSTOMER;
import static io.tributary.order.ordering.OrderExamples.NOON;
import static io.tributary.order.ordering.OrderExamples.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderLine;
import io.tributary.order.ordering.PlaceOrderRequest.Line;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TheBodyOfAnOrderTest {
    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private final Validator validator = FACTORY.getValidator();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @ParameterizedTest
    @CsvSource({"0.01, EUR", "1000000, EUR", "12.50, EUR", "1, JPY", "1000000, JPY", "0.001, KWD", "5.0, JPY"})
    void a_price_in_whole_units_of_its_currency_is_taken(String price, String currency) {
        assertThat(wrongIn(request(currency, line(1, price)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, EUR", "-1, EUR", "0.001, EUR", "0.5, JPY", "0.0001, KWD", "1000000.01, EUR"})
    void any_other_price_is_pointed_at(String price, String currency) {
        assertThat(wrongIn(request(currency, line(1, "1"), line(1, price)))).containsExactly("lines[1].unitPrice");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void a_quantity_outside_one_to_a_thousand_is_pointed_at(int quantity) {
        assertThat(wrongIn(request("EUR", line(quantity, "1")))).containsExactly("lines[0].quantity");
    }

    @Test
    void an_order_has_a_line_at_least() {
        assertThat(wrongIn(request("EUR"))).containsExactly("lines");
    }

    @Test
    void an_order_has_a_hundred_lines_at_most() {
        assertThat(wrongIn(request("EUR", Collections.nCopies(100, line(1, "1")).toArray(Line[]::new)))).isEmpty();
        assertThat(wrongIn(request("EUR", Collections.nCopies(101, line(1, "1")).toArray(Line[]::new)))).containsExactly("lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "tea\u0000", "tea\ncup", "tea\ud83c"})
    void a_title_is_plain_text(String title) {
        var line = new Line("TEA-1", title, 1, BigDecimal.ONE);
        assertThat(wrongIn(request("EUR", line))).contains("lines[0].title");
    }

    @Test
    void a_title_may_be_in_any_script() {
        assertThat(wrongIn(request("EUR", new Line("TEA-1", "緑茶 \ud83c\udf75", 1, BigDecimal.ONE)))).isEmpty();
    }

    @Test
    void it_becomes_a_command_in_the_currency_of_the_order() {
        var command = request("JPY", line(2, "300")).toCommand(ORDER, new CustomerSeen(CUSTOMER, true, 7), NOON);
        assertThat(command.lines()).containsExactly(new OrderLine("TEA-1", "Green tea", 2, Money.of("300", "JPY")));
    }

    private Stream<String> wrongIn(PlaceOrderRequest request) {
        return validator.validate(request).stream().map(violation -> violation.getPropertyPath().toString()).distinct();
    }

    private static PlaceOrderRequest request(String currency, Line... lines) {
        return new PlaceOrderRequest(CUSTOMER, Currency.getInstance(currency), List.copyOf(Arrays.asList(lines)), "card-visa");
    }

    private static Line line(int quantity, String price) {
        return new Line("TEA-1", "Green tea", quantity, new BigDecimal(price));
    }
}
