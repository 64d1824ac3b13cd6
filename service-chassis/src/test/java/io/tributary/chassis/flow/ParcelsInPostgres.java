package io.tributary.chassis.flow;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows and token are written in one transaction: a row counts how often its handler was called. */
record ParcelsInPostgres(Owner owner) implements ParcelDatabase {
    ParcelsInPostgres() {
        this(Owner.fresh());
    }

    @Override
    public CommitLog openLog() {
        return PostgresCommitLog.open(owner.dataSource());
    }

    @Override
    public ConsumerStore instance(Duration claim) {
        return owner.instance(claim);
    }

    @Override
    public ParcelView view(int generation) {
        return new ParcelRows(owner.jdbc(), generation);
    }

    @Override
    public ProjectionDefinition definition(String publisher) {
        return ParcelRows.definition(owner.jdbc(), publisher);
    }

    @Override
    public List<String> live() {
        return ParcelRows.live(owner.jdbc());
    }

    @Override
    public long changes() {
        return ParcelRows.changes(owner.jdbc());
    }

    @Override
    public long changes(int generation) {
        return owner.jdbc().queryForList("select changes from parcel_row where generation = ?", Long.class, generation).stream().mapToLong(
                Long::longValue).sum();
    }

    @Override
    public int rows(int generation) {
        return owner.jdbc().queryForList("select 1 from parcel_row where generation = ?", Integer.class, generation).size();
    }

    @Override
    public List<Integer> generations() {
        return owner.jdbc().queryForList("select distinct generation from parcel_row order by generation", Integer.class);
    }

    @Override
    public void drift(int parcel, UnaryOperator<String> label) {
        owner.jdbc().queryForList("select distinct label from parcel_row where parcel = ?", String.class,
                Parcels.parcel(parcel).text()).forEach(
                        before -> owner.jdbc().update("update parcel_row set label = ? where parcel = ? and label = ?", label.apply(before),
                                Parcels.parcel(parcel).text(), before));
    }

    @Override
    public List<String> address() {
        var source = owner.dataSource();
        return List.of(source.getJdbcUrl(), source.getUsername(), source.getPassword());
    }

    @Override
    public void close() {
        owner.close();
    }
}
