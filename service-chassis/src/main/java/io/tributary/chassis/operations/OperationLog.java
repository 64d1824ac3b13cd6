package io.tributary.chassis.operations;

import io.tributary.chassis.processing.store.Documents;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Who did what to the running service, and why. Kept for ever. */
final class OperationLog {
    private static final String KIND = "operation";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Documents documents;
    private final Clock clock;

    OperationLog(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    record Entry(Instant at, String who, String action, String target, @Nullable String reason) {}

    void note(String who, String action, String target, @Nullable String reason) {
        var entry = new Entry(clock.instant(), who, action, target, reason);
        documents.write(KIND, UUID.randomUUID().toString(), Documents.ABSENT, JSON.writeValueAsString(entry));
    }

    List<Entry> entries() {
        return documents.all(KIND).stream().map(document -> JSON.readValue(document.body(), Entry.class)).sorted(
                Comparator.comparing(Entry::at)).toList();
    }
}
