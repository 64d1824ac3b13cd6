package io.tributary.chassis.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventSerializer;
import io.tributary.chassis.events.SnapshotCodec;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.chassis.processing.runtime.ProcessorFactory;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.Attempts;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.postgres.PostgresDeadLetters;
import io.tributary.chassis.processing.store.postgres.PostgresDocuments;
import io.tributary.chassis.processing.store.postgres.PostgresGenerations;
import io.tributary.chassis.processing.store.postgres.PostgresRows;
import io.tributary.chassis.processing.store.postgres.PostgresTokens;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.chassis.web.HttpViews.View;
import io.tributary.chassis.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A read, that waits for an event or not, while another generation of the view becomes live, or none. */
class WaitingAcrossASwitchIT {
    private static final String VIEW = "seen";
    private static final String KEY = "ada";
    private static final long AWAITED = 5;
    private final DriverManagerDataSource source = database();
    private final JdbcTemplate jdbc = new JdbcTemplate(source);
    private final PostgresGenerations generations = new PostgresGenerations(jdbc);
    private final WaitingViews views = new WaitingViews(processors(), generations, null, Clock.systemUTC());
    private final Semaphore answered = new Semaphore(0);

    private static DriverManagerDataSource database() {
        var owner = EmbeddedServers.freshSchema().owner();
        var source = new DriverManagerDataSource(owner.url(), owner.user(), owner.password());
        Flyway.configure().dataSource(source).locations("db/chassis").load().migrate();
        new JdbcTemplate(source).execute("create table seen (generation int, key text, position bigint, primary key (generation, key))");
        return source;
    }

    private Processors processors() {
        var store = new ConsumerStore(new PostgresTokens(jdbc, "one", ConsumerStore.CLAIM), NoTransactionManager.instance(),
                Attempts.Attempt::run, generations, new PostgresRows(jdbc, new DataSourceTransactionManager(source)),
                new PostgresDeadLetters(jdbc),
                new PostgresDocuments(jdbc));
        var decoder = new RecordDecoder(new EventSerializer(EventCodec.of(), new SnapshotCodec(List.of())), NoOpEventUpcaster.INSTANCE);
        var factory = new ProcessorFactory(store, decoder, null, null, ClasspathParameterResolverFactory.forClass(getClass()),
                ClasspathHandlerDefinition.forClass(getClass()));
        return new Processors(List.of(new ProjectionDefinition(VIEW, EventSource.topics("user"), List.of(VIEW), _ -> new Object(),
                (_, key) -> position(key))), List.of(), factory, store);
    }

    private OptionalLong position(String key) {
        return jdbc.queryForList("select position from seen where key = ? and generation = (select live from projection where name = ?)",
                Long.class, key, VIEW).stream().mapToLong(Long::longValue).findFirst();
    }

    @BeforeEach
    void beginARebuildAndAsk() {
        generations.change(VIEW, generations.of(VIEW), generations.of(VIEW).withRebuild());
        apply(1, AWAITED);
        ask(20);
    }

    private static void ask(int seconds) {
        var request = new MockHttpServletRequest();
        request.addHeader("Prefer", "wait=" + seconds);
        request.addHeader(ConsistencyToken.HEADER, new ConsistencyToken(List.of(new EventPosition("user", KEY, AWAITED))).text());
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void answered() {
        RequestContextHolder.resetRequestAttributes();
    }

    private void apply(int generation, long position) {
        jdbc.update("insert into seen values (?, ?, ?) on conflict (generation, key) do update set position = excluded.position",
                generation, KEY, position);
    }

    private void switchOver() {
        var state = generations.of(VIEW);
        if (state.building() != 0) {
            generations.change(VIEW, state, state.switched());
        }
    }

    /** What the live generation holds, which another than was waited for has become when it is read first. */
    private Supplier<Long> switchedBeforeItIsRead() {
        return () -> {
            switchOver();
            try {
                return position(KEY).orElseThrow(() -> new NotFound("not-found", "nobody"));
            } finally {
                answered.release();
            }
        };
    }

    private View<Long> answerWhileTheNewOneCatchesUp() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var catchingUp = CompletableFuture.runAsync(() -> {
                answered.acquireUninterruptibly();
                apply(2, AWAITED);
            }, threads);
            var answer = views.answer(VIEW, switchedBeforeItIsRead());
            catchingUp.get(20, TimeUnit.SECONDS);
            return answer;
        }
    }

    @Test
    void is_answered_by_the_new_one_when_that_has_applied_it_too() throws Exception {
        apply(2, AWAITED - 2);
        var answer = answerWhileTheNewOneCatchesUp();
        assertThat(answer.getBody()).isEqualTo(AWAITED);
        assertThat(answer.getHeaders().getFirst("Preference-Applied")).isEqualTo("wait=20");
    }

    @Test
    void finds_what_the_new_one_has_not_heard_of_yet() throws Exception {
        assertThat(answerWhileTheNewOneCatchesUp().getBody()).isEqualTo(AWAITED);
    }

    @Test
    void tells_that_it_did_not_wait_long_enough_when_the_new_one_stays_behind() {
        ask(1);
        apply(2, AWAITED - 2);
        var answer = views.answer(VIEW, switchedBeforeItIsRead());
        assertThat(answer.getBody()).isEqualTo(AWAITED - 2);
        assertThat(answer.getHeaders().get("Preference-Applied")).isNull();
    }

    /** What was read in between is not told by which generation is live before and after. */
    @Test
    void is_answered_by_the_one_it_waited_for_when_two_rollbacks_come_in_between() {
        switchOver();
        apply(2, AWAITED);
        apply(1, AWAITED - 2);
        var twice = new Semaphore(1);
        var answer = views.answer(VIEW, () -> {
            boolean between = twice.tryAcquire();
            rollBack(between);
            var read = position(KEY).orElseThrow();
            rollBack(between);
            return read;
        });
        assertThat(answer.getBody()).isEqualTo(AWAITED);
        assertThat(answer.getHeaders().getFirst("Preference-Applied")).isEqualTo("wait=20");
    }

    private void rollBack(boolean now) {
        if (now) {
            generations.change(VIEW, generations.of(VIEW), generations.of(VIEW).rolledBack());
        }
    }

    /** Between its two statements the first generation is read, given up, and its rows go. */
    @Test
    void is_made_of_one_generation_when_there_are_two_switches_between_its_statements() {
        RequestContextHolder.resetRequestAttributes();
        apply(2, AWAITED + 1);
        apply(3, AWAITED + 2);
        var answer = views.answer(VIEW, () -> {
            var first = position(KEY);
            switchOver();
            if (generations.of(VIEW).newest() == 2) {
                generations.change(VIEW, generations.of(VIEW), generations.of(VIEW).withRebuild());
                switchOver();
                generations.deleteUnfed(List.of(VIEW), generations.of(VIEW));
            }
            return List.of(first.orElseThrow(), position(KEY).orElseThrow());
        });
        assertThat(answer.getBody()).containsExactly(AWAITED + 2, AWAITED + 2);
    }

    @Test
    void is_no_answer_while_none_is_live_and_one_as_soon_as_the_new_one_is() {
        generations.change(VIEW, generations.of(VIEW), generations.of(VIEW).emptied());
        var filling = generations.of(VIEW).building();
        apply(filling, AWAITED);
        assertThatExceptionOfType(ViewBeingFilled.class).isThrownBy(() -> views.answer(VIEW, () -> position(KEY)));
        switchOver();
        assertThat(views.answer(VIEW, () -> position(KEY).orElseThrow()).getBody()).isEqualTo(AWAITED);
    }

    @Test
    void is_no_answer_when_the_one_it_read_is_given_up_meanwhile() {
        assertThatExceptionOfType(ViewBeingFilled.class).isThrownBy(() -> views.answer(VIEW, () -> {
            generations.change(VIEW, generations.of(VIEW), generations.of(VIEW).emptied());
            return position(KEY);
        }));
    }

    @Test
    void answers_that_there_is_nothing_when_no_generation_came_in_between() {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> views.answer(VIEW, () -> {
            throw new NotFound("not-found", "nobody");
        }));
    }

    @Test
    void does_not_claim_to_be_up_to_date_where_nothing_is_known_of_the_lag() {
        RequestContextHolder.resetRequestAttributes();
        assertThat(views.answer(VIEW, () -> 1).getHeaders().get("Tributary-Lag-Ms")).isNull();
    }

    @Test
    void goes_on_with_the_new_one_when_the_switch_comes_during_the_wait() throws Exception {
        apply(1, AWAITED - 2);
        apply(2, AWAITED);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var switching = CompletableFuture.runAsync(this::switchOver, threads);
            assertThat(views.answer(VIEW, () -> position(KEY).orElseThrow()).getBody()).isEqualTo(AWAITED);
            switching.get(20, TimeUnit.SECONDS);
        }
    }
}
