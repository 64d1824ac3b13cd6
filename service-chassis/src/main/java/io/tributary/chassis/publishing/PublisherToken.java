package io.tributary.chassis.publishing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.TopicName;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far an owner's log is published. It holds the last position sent to each partition as well: a publisher that repeats a batch after a
 * restart sends the very same records, which readers recognise as duplicates.
 */
@JsonAutoDetect(getterVisibility = JsonAutoDetect.Visibility.NONE, isGetterVisibility = JsonAutoDetect.Visibility.NONE, fieldVisibility = JsonAutoDetect.Visibility.NONE)
final class PublisherToken implements TrackingToken {
    @JsonProperty private final long next;
    @JsonProperty private final long[] last;
    @JsonProperty private final int generation;
    @JsonProperty private final @Nullable String topicId;
    @JsonProperty private final long rewinds;

    @JsonCreator
    PublisherToken(@JsonProperty("next") long next, @JsonProperty("last") long[] last, @JsonProperty("generation") int generation,
            @JsonProperty("topicId") @Nullable String topicId, @JsonProperty("rewinds") long rewinds) {
        this.next = next;
        this.last = last.clone();
        this.generation = generation;
        this.topicId = topicId;
        this.rewinds = rewinds;
    }

    /** Nothing is published in this generation; {@code rewinds} counts the requests to publish again that were met. */
    static PublisherToken start(int generation, long rewinds) {
        var none = new long[TopicName.PARTITIONS];
        Arrays.fill(none, LogPlace.NONE);
        return new PublisherToken(0, none, generation, null, rewinds);
    }

    /** Position of the next event to publish. */
    long next() { return next; }

    int generation() { return generation; }

    long rewinds() { return rewinds; }

    long[] last() { return last.clone(); }

    boolean isFor(String id) {
        return topicId == null ? next == 0 : topicId.equals(id);
    }

    PublisherToken on(String id) {
        return new PublisherToken(next, last, generation, id, rewinds);
    }

    PublisherToken advancedTo(long position, long[] lastSent) {
        return new PublisherToken(position, lastSent, generation, topicId, rewinds);
    }

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return next <= cast(other).next ? this : other;
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return next >= cast(other).next ? this : other;
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
        return other == null || next >= cast(other).next;
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.of(next);
    }

    private static PublisherToken cast(TrackingToken other) {
        return (PublisherToken) other;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof PublisherToken that && next == that.next && Arrays.equals(last, that.last) && generation == that.generation
                && Objects.equals(topicId, that.topicId) && rewinds == that.rewinds;
    }

    @Override
    public int hashCode() {
        return Objects.hash(next, generation, topicId, rewinds);
    }
}
