package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.Documents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Rebuilds as documents, and which one a view is in: it can be in one at a time. */
final class RebuildRecords {
    private static final String REBUILD = "rebuild";
    private static final String ACTIVE = "active-rebuild";
    private static final String NOBODY = "";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Documents documents;

    RebuildRecords(Documents documents) {
        this.documents = documents;
    }

    /** Takes the view's one place; false if another rebuild has it that has not ended. */
    boolean reserve(String projection, String id) {
        while (true) {
            var place = documents.find(ACTIVE, projection);
            if (place.filter(taken -> !isFree(taken.body())).isPresent()) {
                return false;
            }
            if (documents.write(ACTIVE, projection, place.map(Documents.Document::version).orElse(Documents.ABSENT), id)) {
                return true;
            }
            // Somebody was quicker: another rebuild, or the one that has ended gave its place up.
        }
    }

    // One that has ended has given up its generation before, and is about to give up its place.
    private boolean isFree(String holder) {
        return holder.equals(NOBODY) || find(holder).filter(rebuild -> rebuild.state().ended()).isPresent();
    }

    /** Gives the place up if the rebuild still has it: another may have taken it since. */
    void release(String projection, String id) {
        var place = documents.find(ACTIVE, projection);
        if (place.isPresent() && place.get().body().equals(id)) {
            documents.write(ACTIVE, projection, place.get().version(), NOBODY);
        }
    }

    /** A view and the rebuild that has its place. */
    record Active(String projection, String id) {}

    List<Active> active() {
        return documents.all(ACTIVE).stream().filter(document -> !document.body().equals(NOBODY)).map(
                document -> new Active(document.id(), document.body())).toList();
    }

    /** How many events a second the processors that rebuilds under way fill by may read, where that is limited. */
    Map<String, Integer> limits() {
        var result = new HashMap<String, Integer>();
        active().stream().flatMap(active -> find(active.id()).stream()).forEach(rebuild -> {
            if (rebuild.maxEventsPerSecond() != null && !rebuild.state().ended()) {
                result.put(Processors.nameOf(rebuild.projection(), rebuild.generation()), rebuild.maxEventsPerSecond());
            }
        });
        return result;
    }

    void delete(String id) {
        documents.delete(REBUILD, id);
    }

    Optional<Rebuild> find(String id) {
        return documents.find(REBUILD, id).map(document -> JSON.readValue(document.body(), Rebuild.class));
    }

    List<Rebuild> all() {
        return documents.all(REBUILD).stream().map(document -> JSON.readValue(document.body(), Rebuild.class)).toList();
    }

    /** Replaces it unless it has ended meanwhile, as by a cancellation; says whether it did. */
    boolean save(Rebuild rebuild) {
        while (true) {
            var before = documents.find(REBUILD, rebuild.id());
            if (before.isPresent() && JSON.readValue(before.get().body(), Rebuild.class).state().ended()) {
                return false;
            }
            long version = before.map(Documents.Document::version).orElse(Documents.ABSENT);
            if (documents.write(REBUILD, rebuild.id(), version, JSON.writeValueAsString(rebuild))) {
                return true;
            }
        }
    }

    /** Replaces it even if it has ended: the driver may have found it without its generation and called it failed. */
    void overrule(Rebuild cancelled) {
        long version;
        do {
            version = documents.find(REBUILD, cancelled.id()).map(Documents.Document::version).orElse(Documents.ABSENT);
        } while (!documents.write(REBUILD, cancelled.id(), version, JSON.writeValueAsString(cancelled)));
    }
}
