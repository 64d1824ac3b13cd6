package io.tributary.chassis.web.asyncapi;

import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.publishing.PublicationList;
import io.tributary.chassis.web.openapi.DomainSchemas;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the topic of one owner in AsyncAPI 3.0: a message for each event on its publication list, and for each earlier form in which one
 * of them may still stand there.
 */
final class TopicContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final PublicationList list;
    private final EventCatalog catalog;

    TopicContract(PublicationList list, EventCatalog catalog) {
        this.list = list;
        this.catalog = catalog;
    }

    ObjectNode document(int generation) {
        String topic = new TopicName(list.owner(), generation).text();
        var document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info").put("title", "Events of " + list.owner()).put("version", "1").put("description",
                "Written by their owner only, in the order of its log, each once, in transactions: read them as committed. Key and partition follow from the aggregate.");
        document.put("defaultContentType", "application/json");
        var channel = document.putObject("channels").putObject(list.owner()).put("address", topic);
        channel.putObject("bindings").putObject("kafka").put("topic", topic).put("partitions", TopicName.PARTITIONS).put("bindingVersion",
                "0.5.0");
        var sent = document.putObject("operations").putObject(list.owner() + "-publishes").put("action", "send");
        sent.putObject("channel").put("$ref", "#/channels/" + list.owner());
        var components = document.putObject("components");
        var channelMessages = channel.putObject("messages");
        var described = components.putObject("messages");
        messages().forEach(message -> {
            described.set(message.name(), message.described(list.owner()));
            channelMessages.putObject(message.name()).put("$ref", "#/components/messages/" + message.name());
        });
        components.set("schemas", DomainSchemas.of(list.published()));
        return document;
    }

    private List<TopicMessage> messages() {
        return list.published().stream().flatMap(this::messages).distinct().sorted(Comparator.comparing(TopicMessage::name)).toList();
    }

    /** Of the event as it is written today, and of the forms that are read as it. */
    private Stream<TopicMessage> messages(Class<?> event) {
        EventType today = catalog.typeOf(event);
        var schema = JSON.createObjectNode().put("$ref", TopicMessage.SCHEMA + DomainSchemas.nameOf(event));
        return Stream.concat(Stream.of(new TopicMessage(today, schema, true)),
                catalog.classes().stream().flatMap(other -> EarlierForms.of(other, catalog)).filter(form -> form.isReadAs(today)).map(
                        form -> new TopicMessage(form.type(), form.payload(catalog), false)));
    }
}
