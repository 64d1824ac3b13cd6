package io.tributary.chassis.processing.sharing;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an instance tells the others about its part of a processor.
 *
 * @param segments the segments it holds, and how far each is behind
 * @param heads the newest position it has seen in each partition
 * @param complete whether it has seen the end of every partition, without which "nothing is left" means nothing
 * @param condition what its processor does; null from an earlier build, and of several instances as one
 */
public record InstanceReport(Map<Integer, Behind> segments, Map<String, Long> heads, boolean complete,
        @Nullable Condition condition) {
    private static final JsonMapper JSON = JsonMapper.shared();
    static final InstanceReport NONE = new InstanceReport(Map.of(), Map.of(), true, null);

    static InstanceReport parse(String text) {
        return JSON.readValue(text, InstanceReport.class);
    }

    String text() {
        return JSON.writeValueAsString(this);
    }

    /** Both as one: of a segment that both name, this one's figures. */
    public InstanceReport with(InstanceReport other) {
        var all = new TreeMap<>(other.segments);
        all.putAll(segments);
        var newest = new TreeMap<>(other.heads);
        heads.forEach((partition, head) -> newest.merge(partition, head, Math::max));
        return new InstanceReport(all, newest, settled() && other.settled(), null);
    }

    private boolean settled() {
        return complete || segments.isEmpty();
    }
}
