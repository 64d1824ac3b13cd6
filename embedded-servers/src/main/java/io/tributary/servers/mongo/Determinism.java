package io.tributary.servers.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a command do the same when it is replayed: ids the server would invent are put into it before, clocks are refused. */
final class Determinism {
    private static final int BAD_VALUE = 2;

    private Determinism() {}

    static void settle(String command, Document body) {
        switch (command) {
            case "insert" -> list(body, "documents").forEach(document -> document.putIfAbsent("_id", new ObjectId()));
            case "update" -> list(body, "updates").forEach(update -> settle(update, "q", update.get("u")));
            case "findAndModify", "findandmodify" -> settle(body, "query", body.get("update"));
            default -> {
                // the rest invents nothing
            }
        }
    }

    private static void settle(Document update, String filter, @Nullable Object change) {
        if (!(change instanceof Document changes)) {
            return; // a removal, or a pipeline, which the server refuses
        }
        if (changes.containsKey("$currentDate")) {
            throw new MongoServerError(BAD_VALUE, "BadValue", "$currentDate is not supported by the embedded server: send the time");
        }
        if (isTrue(update.get("upsert")) && !namesId(update.get(filter), changes)) {
            giveId(changes);
        }
    }

    private static void giveId(Document changes) {
        if (changes.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
            throw new MongoServerError(BAD_VALUE, "BadValue",
                    "A replacing upsert without _id is not supported by the embedded server: name the _id in the filter");
        }
        Document onInsert = changes.get("$setOnInsert") instanceof Document present ? present : new Document();
        onInsert.put("_id", new ObjectId());
        changes.put("$setOnInsert", onInsert);
    }

    private static boolean namesId(@Nullable Object filter, Document changes) {
        Object id = filter instanceof Document document ? document.get("_id") : null;
        boolean exact = id != null
                && !(id instanceof Map<?, ?> expression && expression.keySet().stream().anyMatch(Determinism::isOperator));
        return exact || changes.containsKey("_id")
                || changes.values().stream().anyMatch(part -> part instanceof Document operator && operator.containsKey("_id"));
    }

    private static boolean isOperator(Object key) {
        return key.toString().startsWith("$");
    }

    private static boolean isTrue(@Nullable Object value) {
        return value instanceof Boolean flag ? flag : value instanceof Number number && number.intValue() != 0;
    }

    private static List<Document> list(Document body, String field) {
        return body.get(field) instanceof List<?> documents
                ? documents.stream().filter(Document.class::isInstance).map(Document.class::cast).toList()
                : List.of();
    }
}
