package io.tributary.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.chassis.kafka.TopicToken.Progress;
import io.tributary.chassis.processing.store.TokenText;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;

class ProgressOnTopicsTest {
    private static final TopicPartition ORDERS_0 = new TopicPartition("order.events", 0);
    private static final TopicPartition ORDERS_1 = new TopicPartition("order.events", 1);
    private static final TopicPartition USERS_0 = new TopicPartition("user.events", 0);

    private static TopicToken token(long orders0, long orders1, long users0) {
        return TopicToken.NOTHING_READ.advancedTo(ORDERS_0, at(orders0), "log-o").advancedTo(ORDERS_1, at(orders1), "log-o").advancedTo(
                USERS_0,
                at(users0), "log-u");
    }

    private static Progress at(long next) {
        return new Progress(next, next * 10);
    }

    @Test
    void a_missing_partition_counts_as_not_started() {
        var orders = TopicToken.NOTHING_READ.advancedTo(ORDERS_0, at(7), "log-o").advancedTo(ORDERS_1, at(3), "log-o");
        var one = TopicToken.NOTHING_READ.advancedTo(ORDERS_0, at(5), "log-o");
        assertThat(one.lowerBound(orders).of(ORDERS_1)).isEqualTo(Progress.START);
        assertThat(one.upperBound(orders).of(ORDERS_1)).isEqualTo(at(3));
        assertThat(one.covers(orders)).isFalse();
        assertThat(orders.covers(one)).isTrue();
    }

    @Test
    void bounds_are_taken_partition_by_partition() {
        var a = token(5, 1, 9);
        var b = token(3, 4, 9);
        assertThat(a.lowerBound(b)).isEqualTo(token(3, 1, 9)).isEqualTo(b.lowerBound(a));
        assertThat(a.upperBound(b)).isEqualTo(token(5, 4, 9)).isEqualTo(b.upperBound(a));
    }

    @Test
    void neither_of_two_incomparable_tokens_covers_the_other() {
        assertThat(token(5, 1, 9).covers(token(3, 4, 9))).isFalse();
        assertThat(token(3, 4, 9).covers(token(5, 1, 9))).isFalse();
        assertThat(token(5, 4, 9).covers(token(5, 1, 9))).isTrue();
        assertThat(token(5, 4, 9).covers(null)).isTrue();
    }

    @Test
    void it_is_stored_as_json_and_read_back_equal() {
        var text = Objects.requireNonNull(TokenText.of(token(5, 1, 9)));
        assertThat(text.json()).isEqualTo(
                "{\"partitions\":{\"order.events/0\":[5,50],\"order.events/1\":[1,10],\"user.events/0\":[9,90]},\"logs\":{\"order.events\":\"log-o\",\"user.events\":\"log-u\"}}");
        assertThat(text.token()).isEqualTo(token(5, 1, 9)).hasSameHashCodeAs(token(5, 1, 9));
    }

    @Test
    void it_cannot_be_compared_with_a_token_of_a_log() {
        assertThatThrownBy(() -> token(1, 1, 1).covers(new GlobalSequenceTrackingToken(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
