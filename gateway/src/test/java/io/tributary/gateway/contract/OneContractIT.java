package io.tributary.gateway.contract;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.GatewayUnderTest;
import io.tributary.gateway.Peers;
import io.tributary.gateway.Service;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OneContractIT extends GatewayUnderTest {
    private static final String NONE = "{\"openapi\":\"3.1.0\",\"paths\":{},\"components\":{\"schemas\":{}}}";
    private final JsonMapper json;
    private final RequestMappingHandlerMapping mappings;

    @Autowired
    OneContractIT(JsonMapper json, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.json = json;
        this.mappings = mappings;
    }

    @BeforeEach
    void services_describe_themselves() {
        for (Service service : Service.values()) {
            PEERS.tell(service, json(200, NONE));
        }
    }

    @Test
    void every_route_of_a_service_that_the_gateway_serves_is_in_it() throws Exception {
        PEERS.tell(Service.USER, json(200, contract("/users/{id}", "User", "{\"type\":\"object\"}")));
        PEERS.tell(Service.ORDER, json(200, contract("/internal", "Order", "{\"type\":\"object\"}")));
        JsonNode contract = contract();
        assertThat(contract.at("/openapi").asString()).isEqualTo("3.1.0");
        assertThat(contract.at("/paths").propertyNames()).contains("/users/{id}",
                "/compositions/order-details/{orderId}").doesNotContain("/internal");
        assertThat(contract.at("/paths/~1users~1{id}/get/tags/0").asString()).isEqualTo("user-service");
        assertThat(contract.has("x-unreachable")).isFalse();
    }

    @Test
    void what_only_the_gateway_answers_is_in_it_too() throws Exception {
        PEERS.tell(Service.USER, json(200, contract("/users/{id}", "User", "{\"type\":\"object\"}")));
        JsonNode answers = contract().at("/paths/~1users~1{id}/get/responses");
        assertThat(answers.propertyNames()).containsExactlyInAnyOrder("200", "502", "503", "504");
        assertThat(types(answers, 503)).containsExactly("/problems/unavailable", "/problems/service-unavailable");
        assertThat(types(answers, 502)).containsExactly("/problems/service-failed");
    }

    @Test
    void two_meanings_of_a_name_get_two_names() throws Exception {
        PEERS.tell(Service.USER, json(200, contract("/users/{id}", "Details", "{\"type\":\"object\"}")));
        PEERS.tell(Service.ORDER, json(200, contract("/orders/{id}", "Details", "{\"type\":\"array\"}")));
        PEERS.tell(Service.PAYMENT, json(200, contract("/payments/{id}", "Details", "{\"type\":\"object\"}")));
        JsonNode contract = contract();
        assertThat(schema(contract, "/users/{id}")).isEqualTo("#/components/schemas/Details");
        assertThat(schema(contract, "/orders/{id}")).isEqualTo("#/components/schemas/order-service.Details");
        assertThat(schema(contract, "/payments/{id}")).isEqualTo("#/components/schemas/Details");
        assertThat(contract.at("/components/schemas/order-service.Details/type").asString()).isEqualTo("array");
    }

    @Test
    void lists_of_operations_are_described_as_they_are_merged() throws Exception {
        PEERS.tell(Service.ORDER, json(200, contract("/operations/processors", "PageLine",
                "{\"type\":\"object\",\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}},\"next\":{\"type\":\"null\"}}}")));
        JsonNode contract = contract();
        assertThat(schema(contract, "/operations/processors")).isEqualTo("#/components/schemas/AllPageLine");
        assertThat(contract.at("/components/schemas/AllPageLine/properties").propertyNames()).containsExactlyInAnyOrder("items",
                "unreachable", "next");
    }

    @Test
    void the_routes_of_a_service_that_is_not_there_are_missing_and_it_is_named() throws Exception {
        PEERS.tell(Service.PAYMENT, Peers.BREAKS_OFF);
        PEERS.tell(Service.PROJECTIONS, json(500, "{}"));
        assertThat(contract().at("/x-unreachable").valueStream().map(JsonNode::asString)).containsExactly("payment-service", "projections");
    }

    @Test
    void every_own_route_is_described() throws Exception {
        var paths = contract().at("/paths").propertyNames();
        var own = mappings.getHandlerMethods().entrySet().stream().filter(
                mapping -> mapping.getValue().getBeanType().getPackageName().endsWith(".composition")).flatMap(
                        mapping -> mapping.getKey().getPatternValues().stream()).toList();
        assertThat(own).hasSize(2).allSatisfy(pattern -> assertThat(paths).contains(pattern));
    }

    @Test
    void it_can_be_browsed() throws Exception {
        assertThat(get("/swagger-ui/index.html").body()).contains("swagger-initializer.js");
        assertThat(get("/swagger-ui/swagger-initializer.js").body()).contains("/v3/api-docs").doesNotContain("petstore");
        assertThat(get("/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/swagger-ui/nothing").statusCode()).isEqualTo(404);
    }

    private JsonNode contract() throws Exception {
        return json.readTree(get("/v3/api-docs").body());
    }

    private static String schema(JsonNode contract, String path) {
        return contract.path("paths").path(path).at("/get/responses/200/content/application~1json/schema/$ref").asString();
    }

    private static Stream<String> types(JsonNode answers, int status) {
        return answers.path(Integer.toString(status)).at(
                "/content/application~1problem+json/schema/allOf/1/properties/type/enum").valueStream().map(JsonNode::asString);
    }

    private static String contract(String path, String name, String schema) {
        return """
                {"openapi":"3.1.0","paths":{"%s":{"get":{"responses":{
                   "200":{"description":"OK","content":{"application/json":{"schema":{"$ref":"#/components/schemas/%s"}}}},
                   "503":{"description":"","content":{"application/problem+json":{"schema":{"allOf":[{},{"properties":{"type":{"enum":["/problems/unavailable"]}}}]}}}}}}}},
                 "components":{"schemas":{"%s":%s}}}""".formatted(
                path, name, name, schema);
    }
}
