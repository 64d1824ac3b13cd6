package io.tributary.chassis.processing.store.postgres;

import io.tributary.chassis.processing.store.Instances;
import io.tributary.chassis.processing.store.ProcessorTokens;
import io.tributary.chassis.processing.store.TokenText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Tokens beside the rows they stand for, written in the rows' transaction. Only the holder of a claim can write: one that was paused past
 * its claim and lost it fails, and its rows with it. Claims lapse by the database's clock.
 */
public final class PostgresTokens implements ProcessorTokens {
    private final JdbcTemplate jdbc;
    private final String holder;
    private final double claimSeconds;

    /** {@code holder} names this instance; no two running instances may share it. */
    public PostgresTokens(JdbcTemplate jdbc, String holder, Duration claim) {
        this.jdbc = jdbc;
        this.holder = holder;
        this.claimSeconds = claim.toMillis() / 1000.0;
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount) {
        initializeTokenSegments(processor, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount, @Nullable TrackingToken token) {
        for (int segment = 0; segment < segmentCount; segment++) {
            initializeSegment(token, processor, segment);
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        var text = TokenText.of(token);
        try {
            jdbc.update("insert into processor_token (processor, segment, token_type, token) values (?, ?, ?, ?)", processor, segment,
                    text == null ? null : text.type(), text == null ? null : text.json());
        } catch (DuplicateKeyException e) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " exists already", e);
        }
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        var text = TokenText.of(token);
        int written = jdbc.update("""
                update processor_token set token_type = ?, token = ?, claimed_at = clock_timestamp()
                where processor = ? and segment = ? and holder = ?""", text == null ? null : text.type(), text == null ? null : text.json(),
                processor, segment, holder);
        requireClaim(written, processor, segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        List<Optional<TokenText>> claimed = jdbc.query("""
                update processor_token set holder = ?, claimed_at = clock_timestamp()
                where processor = ? and segment = ?
                  and (holder is null or holder = ? or claimed_at < clock_timestamp() - ? * interval '1 second')
                returning token_type, token""", (row, _) -> read(row), holder, processor, segment, holder, claimSeconds);
        requireClaim(claimed.size(), processor, segment);
        return claimed.getFirst().map(TokenText::token).orElse(null);
    }

    @Override
    public void extendClaim(String processor, int segment) {
        requireClaim(
                jdbc.update("update processor_token set claimed_at = clock_timestamp() where processor = ? and segment = ? and holder = ?",
                        processor, segment, holder),
                processor, segment);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        jdbc.update("update processor_token set holder = null where processor = ? and segment = ? and holder = ?", processor, segment,
                holder);
    }

    @Override
    public void deleteToken(String processor, int segment) {
        requireClaim(
                jdbc.update("delete from processor_token where processor = ? and segment = ? and holder = ?", processor, segment, holder),
                processor, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processor) {
        return jdbc.queryForList("select segment from processor_token where processor = ? order by segment", Integer.class,
                processor).stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        var all = fetchSegments(processor);
        return jdbc.queryForList("""
                select segment from processor_token where processor = ?
                  and (holder is null or holder = ? or claimed_at < clock_timestamp() - ? * interval '1 second') order by segment""",
                Integer.class, processor, holder, claimSeconds).stream().map(segment -> Segment.computeSegment(segment, all)).toList();
    }

    @Override
    public Map<Integer, SegmentState> segments(String processor) {
        var result = new TreeMap<Integer, SegmentState>();
        jdbc.query("select token_type, token, segment, holder, claimed_at from processor_token where processor = ?",
                (RowCallbackHandler) row -> result.put(
                        row.getInt(3), new SegmentState(read(row).map(TokenText::token).orElse(null), row.getString(4),
                                row.getTimestamp(5).toInstant())),
                processor);
        return result;
    }

    @Override
    public void retire(String processor) {
        jdbc.update("delete from processor_token where processor = ?", processor);
    }

    @Override
    public Instances instances() {
        return new PostgresInstances(jdbc, holder, claimSeconds);
    }

    private static Optional<TokenText> read(ResultSet row) throws SQLException {
        String type = row.getString(1);
        return type == null ? Optional.empty() : Optional.of(new TokenText(type, row.getString(2)));
    }

    private void requireClaim(int rows, String processor, int segment) {
        if (rows != 1) {
            throw new UnableToClaimTokenException("segment " + segment + " of " + processor + " is not held by " + holder);
        }
    }
}
