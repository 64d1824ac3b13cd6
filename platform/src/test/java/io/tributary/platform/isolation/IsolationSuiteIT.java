package io.tributary.platform.isolation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tributary.platform.isolation.Finding.Outcome;
import io.tributary.platform.parts.Service;
import io.tributary.servers.files.Secrets;
import io.tributary.servers.kafka.KafkaAccess;
import io.tributary.servers.kafka.KafkaServer;
import io.tributary.servers.postgres.PostgresRoles;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceDatabase;
import io.tributary.servers.postgres.ServiceLogins;
import io.tributary.servers.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On real servers, some as the platform sets them up, some as an administrator does who runs what {@code bootstrap --print} tells: everything
 * is refused, and each door that is opened on purpose is found.
 */
@Order(1)
class IsolationSuiteIT {
    private static final String LOG = """
            create table event_log (position bigint primary key, payload text not null);
            create table commit_log (number bigint generated always as identity primary key, size int);
            create table flyway_schema_history (version text);
            create table view (id int)""";
    /** As migrations leave it. */
    private static final String PROTECTED = """
            revoke update, delete, truncate on event_log, commit_log from %1$s;
            revoke all on flyway_schema_history from %1$s""";
    @TempDir private static Path folder;
    private static PostgresServer shared;
    private static PostgresServer separate;
    private static Map<String, ServiceLogins> oneServer = Map.of();
    private static KafkaServer kafka;
    private static KafkaAccess access;
    private static Secrets passwords;

    @BeforeAll
    static void start() throws Exception {
        shared = PostgresServer.start(folder.resolve("postgresql"), 0);
        Path byHand = Files.createDirectory(folder.resolve("by-hand"));
        passwords = new Secrets(byHand.resolve("secrets"));
        access = new KafkaAccess(passwords, Service.onTheBroker().stream().map(Service::topics).toList());
        separate = PostgresServer.start(folder.resolve("postgresql-payment-service"), 0);
        kafka = KafkaServer.startGuarded(folder.resolve("kafka"), Ports.free(), Ports.free(), new KafkaAccess(passwords, List.of()));
        setUpByHand(new Administrator(byHand));
        for (ServiceLogins service : List.of(shared.logins("user-service"), shared.logins("payment-service"), separatePayments())) {
            say(service.owner(), LOG);
            say(service.owner(), PROTECTED.formatted(service.runTime().user()));
        }
        oneServer = Map.of("user-service", shared.logins("user-service"), "payment-service", shared.logins("payment-service"));
    }

    private static void setUpByHand(Administrator administrator) throws Exception {
        administrator.setUpPostgres(separate.port(), Files.readString(folder.resolve("postgresql-payment-service/secrets/postgres")),
                administrator.told("--print", "postgresql", "--service", "payment-service"));
        administrator.setUpKafka(kafka.bootstrapServers(), access.administrator(kafka.bootstrapServers()),
                administrator.told("--print", "kafka"));
    }

    private static ServiceLogins separatePayments() {
        return new PostgresRoles(separate.port(), passwords).logins("payment-service");
    }

    @AfterAll
    static void stop() {
        kafka.close();
        separate.close();
        shared.close();
    }

    @Test
    void in_private_schemas_everything_is_refused_but_what_one_database_shares() {
        IsolationReport report = inPrivateSchemas();
        assertThat(report.holds()).as(report.toString()).isTrue();
        assertThat(report.attempts()).isGreaterThan(200);
        assertThat(report.findings()).extracting(Finding::what).contains("select", "insert", "update and delete", "truncate and lock",
                "create",
                "set role", "dblink and extensions", "server files and programs", "change the log", "log in to database postgres");
        assertThat(report.with(Outcome.ACCEPTED)).extracting(Finding::because).containsOnly("one database for all, in this topology");
    }

    @Test
    void on_separate_instances_nobody_gets_into_the_server_of_another() {
        IsolationReport report = IsolationReport.of("separate-instances", new PostgresAttempts(
                Map.of("user-service", requireNonNull(oneServer.get("user-service")), "payment-service",
                        separatePayments())).findings());
        assertThat(report.holds()).as(report.toString()).isTrue();
        assertThat(report.with(Outcome.ACCEPTED)).isEmpty();
        assertThat(report.with(Outcome.REFUSED)).extracting(Finding::what).contains("log in");
    }

    @Test
    void what_is_printed_for_an_administrator_shows_no_password() {
        Administrator administrator = new Administrator(folder.resolve("by-hand"));
        String printed = administrator.told("--print", "postgresql") + administrator.told("--print", "kafka")
                + administrator.told("--print", "mongodb");
        for (String name : List.of("user_service", "user_service_runtime", "kafka-user-service", "mongodb-order-service")) {
            assertThat(printed).doesNotContain(passwords.password(name));
        }
        assertThat(printed).contains("SCRAM-SHA-256$", "kafka-user-service.scram", "readWrite");
    }

    @Test
    void doors_opened_in_the_database_are_found() throws SQLException {
        ServiceDatabase payments = requireNonNull(oneServer.get("payment-service")).owner();
        say(payments, "grant usage on schema payment_service to user_service_runtime; grant select on view to user_service_runtime");
        say(payments, "grant update on event_log to payment_service_runtime");
        try {
            assertThat(inPrivateSchemas().with(Outcome.ALLOWED)).extracting(Finding::who, Finding::whose,
                    Finding::what).containsExactlyInAnyOrder(
                            tuple("user_service_runtime", "payment-service", "select"),
                            tuple("payment_service_runtime", "payment-service", "change the log"));
        } finally {
            say(payments, "revoke all on schema payment_service from user_service_runtime; revoke all on view from user_service_runtime;"
                    + "revoke update on event_log from payment_service_runtime");
        }
    }

    @Test
    void on_the_broker_everything_is_refused_until_a_door_is_opened() throws ExecutionException, InterruptedException {
        IsolationReport closed = onTheBroker();
        assertThat(closed.holds()).as(closed.toString()).isTrue();
        assertThat(closed.findings()).extracting(Finding::what).contains("write its topic", "read its topic", "make its topic",
                "use its group", "use its transactional id", "use it without a password");
        try (Admin admin = Admin.create(access.administrator(kafka.bootstrapServers()))) {
            admin.createAcls(List.of(new AclBinding(new ResourcePattern(ResourceType.TOPIC, "user.events", PatternType.LITERAL),
                    new AccessControlEntry("User:payment-service", "*", AclOperation.WRITE, AclPermissionType.ALLOW)))).all().get();
        }
        IsolationReport opened = onTheBroker();
        assertThat(opened.with(Outcome.ALLOWED)).extracting(Finding::who, Finding::whose, Finding::what).containsExactly(
                tuple("payment-service", "user-service", "write its topic"));
    }

    @Test
    void a_password_in_plain_sight_is_found() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Secrets secrets = new Secrets(data.resolve("secrets"));
        Path log = Files.writeString(Files.createDirectory(data.resolve("logs")).resolve("user-service.log"), "started\n");
        secrets.password("user");
        assertThat(IsolationReport.of("any", new PlainSight(data, List.of()).findings()).holds()).isTrue();
        Files.writeString(log, "url=…&password=" + secrets.password("user"));
        Files.setPosixFilePermissions(secrets.file("user"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(new PlainSight(data, List.of()).findings()).filteredOn(finding -> finding.outcome() == Outcome.ALLOWED).extracting(
                Finding::what).containsExactly("read their files", "read them in logs");
    }

    private static IsolationReport inPrivateSchemas() {
        return IsolationReport.of("private-schemas", new PostgresAttempts(oneServer).findings());
    }

    private static IsolationReport onTheBroker() {
        return IsolationReport.of("any", new KafkaAttempts(kafka.bootstrapServers(), access).findings());
    }

    private static void say(ServiceDatabase database, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }
}
