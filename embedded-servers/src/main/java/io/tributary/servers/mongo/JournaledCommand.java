package io.tributary.servers.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A command that changes data, as bytes and back. The documents it carries stand one by one behind the command, since together they
 * may be larger than a BSON document may be.
 */
record JournaledCommand(String database, String name, Document body) {
    private static final Set<String> READING = Set.of("find", "getmore", "killcursors", "count", "distinct", "listcollections",
            "listindexes",
            "listdatabases", "dbstats", "collstats", "validate", "ping", "ismaster", "hello", "buildinfo", "serverstatus", "whatsmyuri",
            "getlog", "getlasterror", "connectionstatus", "hostinfo", "getcmdlineopts", "getparameter", "getfreemonitoringstatus",
            "endsessions", "replsetgetstatus");
    private static final List<String> CARRIERS = List.of("documents", "updates", "deletes");

    /** A command not known to read only is taken to change something. */
    static boolean changesData(String name, Document body) {
        String command = name.toLowerCase(Locale.ROOT);
        if (command.equals("aggregate")) {
            return body.get("pipeline") instanceof List<?> stages && stages.stream().anyMatch(JournaledCommand::writes);
        }
        return !READING.contains(command);
    }

    byte[] toBytes() {
        Document head = new Document();
        for (Map.Entry<String, Object> field : body.entrySet()) {
            if (!CARRIERS.contains(field.getKey())) {
                head.put(field.getKey(), field.getValue());
            }
        }
        ByteBuf bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(new Document("database", database).append("name", name), bytes);
        BsonEncoder.encodeDocument(head, bytes);
        for (int carrier = 0; carrier < CARRIERS.size(); carrier++) {
            if (body.get(CARRIERS.get(carrier)) instanceof List<?> documents) {
                for (Object document : documents) {
                    bytes.writeByte(carrier);
                    BsonEncoder.encodeDocument((Document) document, bytes);
                }
            }
        }
        byte[] exact = new byte[bytes.readableBytes()];
        bytes.readBytes(exact);
        return exact;
    }

    static JournaledCommand of(byte[] record) {
        ByteBuf bytes = Unpooled.wrappedBuffer(record);
        Document frame = BsonDecoder.decodeBson(bytes);
        Document body = BsonDecoder.decodeBson(bytes);
        while (bytes.isReadable()) {
            String carrier = CARRIERS.get(bytes.readByte());
            @SuppressWarnings("unchecked")
            List<Document> documents = (List<Document>) body.computeIfAbsent(carrier, none -> new ArrayList<Document>());
            documents.add(BsonDecoder.decodeBson(bytes));
        }
        return new JournaledCommand(text(frame, "database"), text(frame, "name"), body);
    }

    private static String text(Document frame, String field) {
        return Objects.requireNonNull(frame.get(field)).toString();
    }

    private static boolean writes(Object stage) {
        return stage instanceof Document document && (document.containsKey("$out") || document.containsKey("$merge"));
    }
}
