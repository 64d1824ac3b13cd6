package io.tributary.eventstore.storage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Searches commits by key alone: numbers are dense, so a few wide look-ups find any boundary, and no engine needs a range scan. */
public final class DenseSearch {
    private static final int WIDTH = 64;
    private static final int LARGEST_STEP = 40;

    private DenseSearch() {}

    /** The last commit there is. */
    public static Optional<CommitEntry> last(CommitStorage storage) {
        var last = last(0, numbers -> storage.commits(numbers).stream().mapToLong(CommitEntry::number).max());
        return last.isEmpty() ? Optional.empty() : storage.commits(List.of(last.getAsLong())).stream().findFirst();
    }

    /** The last of the numbers behind {@code before}, which are dense; {@code highest} says which of those it is given is the highest there is. */
    public static OptionalLong last(long before, Function<List<Long>, OptionalLong> highest) {
        var last = OptionalLong.empty();
        while (true) {
            long from = last.orElse(before);
            var found = highest.apply(IntStream.rangeClosed(0, LARGEST_STEP).mapToObj(step -> from + (1L << step)).toList());
            if (found.isEmpty()) {
                return last;
            }
            last = found;
        }
    }

    /** The first of the commits 1 to {@code last}, looked up by {@code commits} in order of number, for which {@code reached} holds; it must hold for all behind that one too. */
    public static Optional<CommitEntry> first(Function<List<Long>, List<CommitEntry>> commits, long last, Predicate<CommitEntry> reached) {
        long low = 1;
        long high = last;
        @Nullable
        CommitEntry found = null;
        while (low <= high) {
            long from = low;
            long stride = (high - low) / WIDTH + 1;
            var numbers = LongStream.iterate(from, n -> n <= last, n -> n + stride).limit(WIDTH).boxed().toList();
            long tested = from;
            for (var entry : commits.apply(numbers)) {
                if (reached.test(entry)) {
                    found = entry;
                    high = entry.number() - 1;
                    break;
                }
                tested = entry.number() + 1;
            }
            low = tested;
            if (stride == 1) {
                break;
            }
        }
        return Optional.ofNullable(found);
    }
}
