package io.tributary.chassis.flow;

class AuditingAViewOnPostgresIT extends AuditingAViewContract {
    AuditingAViewOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
