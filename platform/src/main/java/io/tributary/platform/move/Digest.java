package io.tributary.platform.move;

import java.math.BigDecimal;

/** How many rows there are, and two sums of their hashes, which no order changes: those of parts add up to that of the whole. */
public record Digest(long rows, BigDecimal first, BigDecimal second) {
    static final Digest NOTHING = new Digest(0, BigDecimal.ZERO, BigDecimal.ZERO);

    Digest plus(Digest other) {
        return new Digest(rows + other.rows, first.add(other.first), second.add(other.second));
    }

    @Override
    public String toString() {
        return rows + " rows, " + first.toBigInteger().abs().xor(second.toBigInteger().abs()).toString(16);
    }
}
