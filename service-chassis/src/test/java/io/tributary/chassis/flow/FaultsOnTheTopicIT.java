package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.deadletters.DeadLetters.Place;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.sharing.ProcessorState;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.sample.Label;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsOnTheTopicIT {
    private static final String PROCESSOR = Processors.nameOf(ParcelRows.NAME, 1);
    private static final int PARCELS = 12;
    private final String owner = Parcels.freshOwner();
    private Owner database;
    private CommitLog log;
    private Parcels parcels;
    private ConsumerStore store;
    private final Map<String, List<String>> dumps = new HashMap<>();

    @BeforeEach
    void publishSome() {
        database = Owner.fresh();
        log = PostgresCommitLog.open(database.dataSource());
        parcels = new Parcels(log);
        store = database.instance(Duration.ofSeconds(10));
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "label " + i);
        }
        runPublisherUntil(PARCELS);
    }

    @AfterEach
    void end() {
        log.close();
        database.close();
    }

    private void runPublisherUntil(long position) {
        try (var publisher = Publishing.of(owner, log, store)) {
            publisher.started();
            Flow.await("published", () -> publisher.publisher().status().next() == position);
        }
    }

    private Flow consumer() {
        return Flow.of(store, ParcelRows.definition(database.jdbc(), owner)).started();
    }

    private List<String> rowsOnce(int changes) {
        try (var consumer = consumer()) {
            Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) >= changes
                    && consumer.processors().running(PROCESSOR).filter(RunningProcessor::caughtUp).isPresent());
            assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(changes);
            return ParcelRows.live(database.jdbc());
        }
    }

    private void raw(EventRecord event) throws Exception {
        send(RecordFormat.write(event, Map.of()));
    }

    private void send(ProducerRecord<String, byte[]> record) throws Exception {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", Owner.CLIENTS.bootstrapServers()), new StringSerializer(),
                new ByteArraySerializer())) {
            Future<?> sent = producer.send(record);
            sent.get();
        }
    }

    private EventRecord event(String type, String logIdentity, long position, long predecessor) {
        var payload = Parcels.CODEC.encode(new ParcelRelabelled(Parcels.parcel(0), new Label("raw")));
        return new EventRecord(UUID.randomUUID().toString(), type, "2", Instant.now(), "parcel", Parcels.parcel(0).text(), 9,
                new LogPlace(owner, logIdentity, 1, position, predecessor), "{}".getBytes(StandardCharsets.UTF_8), payload);
    }

    private long lastPositionBesideParcelZero() {
        int partition = TopicName.partitionOf(Parcels.parcel(0).text());
        long last = LogPlace.NONE;
        for (int i = 0; i < PARCELS; i++) {
            last = TopicName.partitionOf(Parcels.parcel(i).text()) == partition ? i : last;
        }
        return last;
    }

    private void staysInAlarm() {
        try (var consumer = consumer()) {
            Flow.await("alarm",
                    () -> consumer.processors().running(PROCESSOR).map(running -> running.state() == ProcessorState.ALARM).orElse(
                            false));
        }
    }

    @Test
    void a_batch_sent_again_after_a_crash_between_commit_and_token_changes_nothing() {
        var before = rowsOnce(PARCELS);
        var token = database.jdbc().queryForObject("select token from processor_token where processor = ?", String.class,
                "publisher:" + owner);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < PARCELS; i++) {
                parcels.sent(i);
            }
            runPublisherUntil(PARCELS * (round + 2L));
            database.jdbc().update("update processor_token set token = ?, holder = null where processor = ?", token, "publisher:" + owner);
            runPublisherUntil(PARCELS * (round + 2L));
        }
        assertThat(rowsOnce(PARCELS * 3)).hasSameSizeAs(before);
    }

    @Test
    void a_history_published_again_ten_times_changes_nothing_for_old_and_new_readers() {
        var before = rowsOnce(PARCELS);
        try (var publisher = Publishing.of(owner, log, store)) {
            publisher.started();
            for (int i = 0; i < 10; i++) {
                publisher.publisher().republish(false);
                int asked = i + 1;
                Flow.await("published again",
                        () -> String.valueOf(database.jdbc().queryForObject("select token from processor_token where processor = ?",
                                String.class, "publisher:" + owner)).contains("\"rewinds\":" + asked)
                                && publisher.publisher().status().next() == PARCELS);
            }
        }
        assertThat(rowsOnce(PARCELS)).isEqualTo(before);
        database.jdbc().update("delete from processor_token where processor = ?", PROCESSOR);
        database.jdbc().update("delete from parcel_row");
        assertThat(rowsOnce(PARCELS)).isEqualTo(before);
    }

    @Test
    void offsets_set_back_to_the_start_change_nothing() {
        var before = rowsOnce(PARCELS);
        database.jdbc().update("update processor_token set token = regexp_replace(token, '\\[[0-9]+,', '[0,', 'g') where processor = ?",
                PROCESSOR);
        assertThat(rowsOnce(PARCELS)).isEqualTo(before);
    }

    @Test
    void a_missing_event_stops_the_reader_with_an_alarm() throws Exception {
        var before = rowsOnce(PARCELS);
        long last = lastPositionBesideParcelZero();
        raw(event("parcel.relabelled", log.identity().toString(), 500, last + 100));
        staysInAlarm();
        assertThat(ParcelRows.live(database.jdbc())).isEqualTo(before);
        // The event in between arrives late: the first alarm stays, the reader never steps over the gap.
        raw(event("parcel.relabelled", log.identity().toString(), last + 100, last));
        staysInAlarm();
        assertThat(ParcelRows.live(database.jdbc())).isEqualTo(before);
    }

    @Test
    void a_reader_stopped_by_a_loss_goes_on_from_a_new_topic_once_it_is_started_again() throws Exception {
        rowsOnce(PARCELS);
        raw(event("parcel.relabelled", log.identity().toString(), 500, lastPositionBesideParcelZero() + 100));
        staysInAlarm();
        parcels.sent(0);
        republished();
        assertThat(rowsOnce(PARCELS + 1)).anyMatch(row -> row.startsWith(Parcels.parcel(0).text()) && row.contains(" sent "));
    }

    @Test
    void a_new_topic_filled_from_another_log_stops_the_reader_with_an_alarm() throws Exception {
        var before = rowsOnce(PARCELS);
        var foreign = event("parcel.relabelled", UUID.randomUUID().toString(), 500, LogPlace.NONE);
        var place = new LogPlace(owner, foreign.place().log(), 2, 500, LogPlace.NONE);
        try (var admin = Admin.create(Map.of("bootstrap.servers", Owner.CLIENTS.bootstrapServers()))) {
            var topic = new NewTopic(TopicName.first(owner).next().text(), TopicName.PARTITIONS, (short) 1);
            admin.createTopics(List.of(topic)).all().get();
        }
        raw(new EventRecord(foreign.id(), foreign.type(), foreign.version(), foreign.time(), foreign.aggregateType(), foreign.aggregate(),
                foreign.sequence(), place, foreign.metadata(), foreign.payload()));
        staysInAlarm();
        assertThat(ParcelRows.live(database.jdbc())).isEqualTo(before);
    }

    private void republished() {
        try (var publisher = Publishing.of(owner, log, store)) {
            publisher.started();
            publisher.publisher().republish(true);
            Flow.await("published again", () -> publisher.publisher().status().generation() == 2
                    && publisher.publisher().status().next() == log.refreshedHead().nextPosition());
        }
    }

    @Test
    void a_rebuild_that_meets_a_loss_fails_and_leaves_its_place_to_the_next() throws Exception {
        rowsOnce(PARCELS);
        raw(event("parcel.relabelled", log.identity().toString(), 500, lastPositionBesideParcelZero() + 100));
        try (var consumer = consumer()) {
            for (int round = 0; round < 2; round++) {
                var rebuild = consumer.rebuilds().begin(ParcelRows.definition(database.jdbc(), owner), Rebuild.Mode.BLUE_GREEN, false);
                Flow.await("failed", () -> consumer.rebuilds().find(rebuild.id()).orElseThrow().state() == Rebuild.State.FAILED
                        && store.documents().find("active-rebuild", ParcelRows.NAME).orElseThrow().body().isEmpty());
                assertThat(consumer.rebuilds().find(rebuild.id()).orElseThrow().error()).contains("MISSING_EVENTS");
            }
        }
    }

    @Test
    void an_event_that_overtook_another_stops_the_reader_with_an_alarm_and_neither_is_applied() throws Exception {
        var before = rowsOnce(PARCELS);
        long last = lastPositionBesideParcelZero();
        raw(event("parcel.relabelled", log.identity().toString(), last + 60, last + 50));
        raw(event("parcel.relabelled", log.identity().toString(), last + 50, last));
        staysInAlarm();
        assertThat(ParcelRows.live(database.jdbc())).isEqualTo(before);
    }

    @Test
    void a_view_restored_from_an_older_dump_catches_up_to_the_same_rows() {
        rowsOnce(PARCELS);
        dump("parcel_row", "processor_token");
        for (int i = 0; i < PARCELS; i++) {
            parcels.sent(i);
        }
        runPublisherUntil(PARCELS * 2L);
        var before = rowsOnce(PARCELS * 2);
        restore("parcel_row", "processor_token");
        assertThat(ParcelRows.live(database.jdbc())).isNotEqualTo(before);
        assertThat(rowsOnce(PARCELS * 2)).isEqualTo(before);
    }

    private void dump(String... tables) {
        for (var table : tables) {
            dumps.put(table, database.jdbc().queryForList("select to_jsonb(t)::text from " + table + " t", String.class));
        }
    }

    private void restore(String... tables) {
        for (var table : tables) {
            database.jdbc().update("delete from " + table);
            dumps.getOrDefault(table, List.of()).forEach(row -> database.jdbc().update(
                    "insert into " + table + " select (jsonb_populate_record(null::" + table + ", ?::jsonb)).*", row));
        }
    }

    @Test
    void an_event_of_another_log_stops_the_reader_with_an_alarm() throws Exception {
        var before = rowsOnce(PARCELS);
        raw(event("parcel.relabelled", UUID.randomUUID().toString(), 500, lastPositionBesideParcelZero()));
        staysInAlarm();
        assertThat(ParcelRows.live(database.jdbc())).isEqualTo(before);
    }

    @Test
    void a_topic_that_lost_what_comes_next_stops_the_reader_with_an_alarm() throws Exception {
        rowsOnce(PARCELS);
        for (int i = 0; i < PARCELS; i++) {
            parcels.sent(i);
            parcels.relabelled(i, "new");
        }
        runPublisherUntil(PARCELS * 3);
        var partition = new TopicPartition(TopicName.first(owner).text(), TopicName.partitionOf(Parcels.parcel(0).text()));
        try (var admin = Admin.create(Map.of("bootstrap.servers", Owner.CLIENTS.bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
        }
        staysInAlarm();
    }

    @Test
    void a_record_that_is_no_event_and_an_event_of_an_unknown_name_are_parked() throws Exception {
        rowsOnce(PARCELS);
        send(new ProducerRecord<>(TopicName.first(owner).text(), 0, "key", "garbage".getBytes(StandardCharsets.UTF_8)));
        raw(event("parcel.exploded", log.identity().toString(), 500, lastPositionBesideParcelZero()));
        try (var consumer = consumer()) {
            Flow.await("parked", () -> store.deadLetters().size() == 2);
            assertThat(store.deadLetters().firsts(Place.START, 10).stream().map(parked -> parked.event().type())).containsExactlyInAnyOrder(
                    "unreadable", "parcel.exploded");
            assertThat(consumer.processors().running(PROCESSOR).orElseThrow().state()).isNotEqualTo(ProcessorState.ALARM);
        }
    }
}
