package io.tributary.gateway.contract;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.GatewayUnderTest;
import io.tributary.gateway.Service;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TopicsOfAllOwnersIT extends GatewayUnderTest {
    @Autowired private JsonMapper json;

    @Test
    void the_topics_of_all_owners_are_one_document() throws Exception {
        PEERS.tell(Service.USER, json(200, contract("user", "{\"type\":\"string\"}")));
        PEERS.tell(Service.ORDER, json(200, contract("order", "{\"type\":\"object\"}")));
        JsonNode topics = json.readTree(get("/asyncapi").body());
        assertThat(topics.at("/asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(topics.at("/channels").propertyNames()).containsExactlyInAnyOrder("user", "order");
        assertThat(topics.at("/operations").propertyNames()).hasSize(2);
        assertThat(topics.at("/components/messages/user.it/payload/$ref").asString()).isEqualTo("#/components/schemas/Fact");
        assertThat(topics.at("/components/messages/order.it/payload/$ref").asString()).isEqualTo("#/components/schemas/order-service.Fact");
        assertThat(topics.at("/components/schemas/order-service.Fact/type").asString()).isEqualTo("object");
        assertThat(topics.at("/channels/user/messages/user.it/$ref").asString()).isEqualTo("#/components/messages/user.it");
    }

    private static String contract(String owner, String schema) {
        return """
                {"asyncapi":"3.0.0","channels":{"OWNER":{"address":"OWNER.events","messages":{"OWNER.it":{"$ref":"#/components/messages/OWNER.it"}}}},
                 "operations":{"OWNER-publishes":{"action":"send"}},
                 "components":{"messages":{"OWNER.it":{"payload":{"$ref":"#/components/schemas/Fact"}}},"schemas":{"Fact":SCHEMA}}}""".replace(
                "OWNER", owner).replace("SCHEMA", schema);
    }
}
