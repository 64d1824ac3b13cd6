package io.tributary.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureArchitectureTest {
    private static final JavaClasses CODE = ProductionCode.CLASSES;
    private static final int TYPES_IN_A_PACKAGE = 12;
    private static final int LEVELS_BELOW_ROOT = 4;
    private static final Pattern LAYERS = Pattern.compile(".*\\.(controller|service|dto|util|common|impl)(\\..*)?");
    private static final Pattern NAMED_AFTER_NOTHING = Pattern.compile("(.*(Util|Utils|Helper|Manager|Impl|Dto|Common)|Base[A-Z].*)");

    @Test
    void every_module_was_read() {
        assertThat(ProductionCode.MODULES).allSatisfy(
                module -> assertThat(CODE.stream().filter(type -> ProductionCode.in(module, type))).as(module).hasSizeGreaterThan(1));
    }

    @Test
    void core_api_needs_nothing_but_the_jdk() {
        noClasses().that(in("core-api")).should().dependOnClassesThat().resideOutsideOfPackages("java..", "io.tributary.api..",
                "org.jspecify..").check(CODE);
    }

    @ParameterizedTest
    @CsvSource({"io.tributary.user, order|payment|views|gateway", "io.tributary.order, user|payment|views|gateway",
            "io.tributary.payment, user|order|views|gateway", "io.tributary.views, user|order|payment|gateway",
            "io.tributary.gateway, user|order|payment|views"})
    void a_service_uses_no_class_of_another(String root, String others) {
        var foreign = Stream.of(others.split("\\|")).map(name -> "io.tributary." + name + "..").toArray(String[]::new);
        noClasses().that().resideInAPackage(root + "..").should().dependOnClassesThat().resideInAnyPackage(foreign).check(CODE);
    }

    @ParameterizedTest
    @CsvSource({"user", "order", "payment"})
    void a_service_knows_the_commands_of_its_own_context_only(String context) {
        noClasses().that().resideInAPackage("io.tributary." + context + "..").should().dependOnClassesThat(
                commandsOutside("io.tributary.api." + context)).check(CODE);
    }

    @Test
    void views_and_gateway_send_no_commands() {
        noClasses().that().resideInAnyPackage("io.tributary.views..", "io.tributary.gateway..").should().dependOnClassesThat(
                commandsOutside("nowhere")).check(CODE);
    }

    @Test
    void the_event_store_servers_platform_and_security_know_nothing_of_the_shop() {
        noClasses().that(in("event-store").or(in("embedded-servers")).or(in("platform")).or(
                in("security"))).should().dependOnClassesThat().resideInAnyPackage(
                        "io.tributary.api..",
                        "io.tributary.chassis..", "io.tributary.user..", "io.tributary.order..", "io.tributary.payment..",
                        "io.tributary.views..").check(CODE);
    }

    @Test
    void the_chassis_knows_no_context_and_handles_nothing() {
        noClasses().that(in("service-chassis")).should().dependOnClassesThat().resideInAnyPackage("io.tributary.api.user..",
                "io.tributary.api.order..", "io.tributary.api.payment..", "io.tributary.user..", "io.tributary.order..",
                "io.tributary.payment..", "io.tributary.views..").check(CODE);
    }

    @Test
    void rules_are_plain_java() {
        noClasses().that().haveSimpleNameEndingWith("Decider").should().dependOnClassesThat().resideOutsideOfPackages("java..",
                "io.tributary..", "org.jspecify..").check(CODE);
        noClasses().that().haveSimpleNameEndingWith("Decider").should().callMethod(java.time.Instant.class, "now").orShould().callMethod(
                java.util.UUID.class, "randomUUID").check(CODE);
    }

    @Test
    void only_shells_know_the_framework() {
        var shells = Pattern.compile(".*(Aggregate|Projection|Replica|Process|Endpoint|When[A-Z]\\w*Then\\w*)(\\$.*)?");
        noClasses().that(DescribedPredicate.describe("are no shells", type -> !shells.matcher(type.getName()).matches())).and(
                DescribedPredicate.not(in("event-store").or(in("service-chassis")))).should().dependOnClassesThat().resideInAPackage(
                        "org.axonframework..").check(CODE);
    }

    @Test
    void endpoints_know_the_gateways_of_the_framework_and_no_more() {
        noClasses().that().haveNameMatching(".*Endpoint(\\$.*)?").and(
                DescribedPredicate.not(in("service-chassis"))).should().dependOnClassesThat(
                        DescribedPredicate.describe("are not the gateways or the types they are asked for",
                                type -> type.getPackageName().startsWith("org.axonframework") && !List.of("CommandGateway", "QueryGateway",
                                        "ResponseTypes", "ResponseType").contains(type.getSimpleName()))).check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.tributary.user", "io.tributary.order", "io.tributary.payment", "io.tributary.views",
            "io.tributary.eventstore", "io.tributary.security", "io.tributary.chassis", "io.tributary.servers", "io.tributary.platform"})
    void packages_have_no_cycles(String root) {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(CODE);
    }

    @Test
    void packages_are_features_and_stay_small() {
        Map<String, List<String>> types = new TreeMap<>();
        CODE.stream().filter(JavaClass::isTopLevelClass).filter(type -> !type.getSimpleName().equals("package-info")).forEach(
                type -> types.merge(type.getPackageName(), List.of(type.getSimpleName()),
                        (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        assertThat(types).allSatisfy((name, members) -> {
            assertThat(members).as("types in " + name).hasSizeLessThanOrEqualTo(TYPES_IN_A_PACKAGE);
            assertThat(name.split("\\.").length - 2).as("levels of " + name).isLessThanOrEqualTo(LEVELS_BELOW_ROOT);
            assertThat(name).doesNotMatch(LAYERS);
            assertThat(members).as("names in " + name).noneMatch(member -> NAMED_AFTER_NOTHING.matcher(member).matches());
        });
    }

    private static DescribedPredicate<JavaClass> in(String module) {
        return DescribedPredicate.describe("in " + module, type -> ProductionCode.in(module, type));
    }

    private static DescribedPredicate<JavaClass> commandsOutside(String context) {
        return DescribedPredicate.describe("commands outside " + context, type -> type.getPackageName().startsWith("io.tributary.api.")
                && !type.getPackageName().equals(context) && type.getName().matches(".*Command(\\$.*)?"));
    }
}
