package io.tributary.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Rejected.Kind;
import io.tributary.api.Rejected.Reason;
import io.tributary.chassis.web.Refuses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsArchitectureTest {
    @ParameterizedTest
    @CsvSource({"user-service, io.tributary.api.user.UserRejected$Reason", "order-service, io.tributary.api.order.OrderRejected$Reason",
            "payment-service, io.tributary.api.payment.PaymentRejected$Reason"})
    void every_refusal_that_a_call_documents_is_one_of_the_rules(String module, Class<? extends Reason> type) {
        Map<String, Kind> reasons = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Reason::slug, Reason::kind));
        List<Refuses> documented = ProductionCode.CLASSES.stream().filter(
                found -> ProductionCode.in(module, found) && found.getSimpleName().endsWith("Endpoint")).flatMap(
                        found -> Arrays.stream(found.reflect().getDeclaredMethods())).filter(
                                method -> method.isAnnotationPresent(Refuses.class)).map(
                                        method -> method.getAnnotation(Refuses.class)).toList();
        assertThat(documented).hasSizeGreaterThan(1);
        are(Kind.UNKNOWN_AGGREGATE, documented, Refuses::unknown, reasons);
        are(Kind.RULE, documented, Refuses::rule, reasons);
        are(Kind.INVALID, documented, Refuses::invalid, reasons);
    }

    private static void are(Kind kind, List<Refuses> documented, Function<Refuses, String[]> slugs, Map<String, Kind> reasons) {
        assertThat(documented.stream().flatMap(one -> Arrays.stream(slugs.apply(one)))).allSatisfy(
                slug -> assertThat(reasons).containsEntry(slug, kind));
    }
}
