package io.tributary.chassis.web;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.KillableProcess;
import io.tributary.servers.mongo.MongoMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The server is a process that stands still when the commit is sent to it, and is killed then. */
class StoreAwayOnMongoIT extends StoreAwayContract implements CommandListener {
    private static final BsonString COMMITS = new BsonString("commit_log");
    private static final int SELECTION_SECONDS = 5;
    private final AtomicBoolean stands = new AtomicBoolean();
    private volatile boolean aCommitIsDue;
    private int port;
    private KillableProcess server;

    @BeforeEach
    void startServer() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = newServer();
    }

    @Override
    ConfigurableApplicationContext service() {
        return new SpringApplicationBuilder(ParcelService.class).initializers(context -> ((GenericApplicationContext) context).registerBean(
                MongoClient.class, this::client)).run("--server.port=0", "--tributary.store=mongo", "--tributary.owner=parcel",
                        "--tributary.mongo.uri=" + uri(), "--tributary.mongo.database=away",
                        "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                                + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration");
    }

    private String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    /** As the service's own, but heard. */
    private MongoClient client() {
        return MongoClients.create(MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri())).applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS)).uuidRepresentation(
                        UuidRepresentation.STANDARD).addCommandListener(this).build());
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (aCommitIsDue && COMMITS.equals(event.getCommand().get("insert"))) {
            try {
                server.stop();
                stands.set(true);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e); // the driver goes on, and the test waits in vain
            }
        }
    }

    @Override
    <T> CompletableFuture<T> killedUnder(Supplier<T> sent) throws Exception {
        aCommitIsDue = true;
        var answer = CompletableFuture.supplyAsync(sent);
        within(BACK, () -> assertThat(stands).isTrue());
        aCommitIsDue = false;
        server.kill();
        return answer;
    }

    @Override
    void startServerAgain() {
        server = newServer();
    }

    private KillableProcess newServer() {
        var started = KillableProcess.start(MongoMain.class, "name=" + getClass().getSimpleName(),
                List.of(folder.toString(), Integer.toString(port)));
        try (var client = MongoClients.create(uri())) {
            client.getDatabase("admin").runCommand(new Document("ping", 1)); // as patient as a client is by default
        }
        return started;
    }

    @AfterEach
    void closeServer() {
        server.close();
    }
}
