package io.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;

class BalancingOverInstancesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final List<AutoCloseable> open = new ArrayList<>();

    /** An instance of a service that answers with its name, unless told otherwise. */
    private final class Instance {
        private final AtomicBoolean takesWork = new AtomicBoolean(true);
        private final AtomicInteger asked = new AtomicInteger();
        private final HttpServer server;
        private volatile HttpHandler answer;

        Instance(String name) throws IOException {
            answer = Peers.json(200, name);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                asked.incrementAndGet();
                answer.handle(exchange);
            });
            server.createContext("/actuator", exchange -> Peers.json(takesWork.get() ? 200 : 503, "{}").handle(exchange));
            server.start();
            open.add(() -> server.stop(0));
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closed : open.reversed()) {
            closed.close();
        }
    }

    @Test
    void requests_are_spread_evenly() throws IOException {
        ServiceClient client = clientOf(new Instance("a").address(), new Instance("b").address(), new Instance("c").address());
        await(() -> answers(client, 30).equals(Map.of("a", 10, "b", 10, "c", 10)));
    }

    @Test
    void one_that_does_not_come_to_an_answer_gets_no_more_while_others_do() throws IOException {
        Instance slow = new Instance("slow");
        Instance quick = new Instance("quick");
        ServiceClient client = clientOf(slow.address(), quick.address());
        await(() -> answers(client, 4).equals(Map.of("slow", 2, "quick", 2)));
        var goOn = new CountDownLatch(1);
        slow.answer = exchange -> {
            awaitCounted(goOn);
            Peers.json(200, "slow").handle(exchange);
        };
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            int before = slow.asked.get();
            callers.submit(() -> answers(client, 2));
            await(() -> slow.asked.get() > before);
            assertThat(answers(client, 10)).isEqualTo(Map.of("quick", 10));
            goOn.countDown();
        }
    }

    @Test
    void an_instance_that_takes_no_work_is_passed_over_until_it_does() throws IOException {
        Instance resting = new Instance("resting");
        ServiceClient client = clientOf(new Instance("a").address(), resting.address(), new Instance("b").address());
        resting.takesWork.set(false);
        await(() -> answers(client, 6).equals(Map.of("a", 3, "b", 3)));
        resting.takesWork.set(true);
        await(() -> answers(client, 6).equals(Map.of("a", 2, "b", 2, "resting", 2)));
    }

    @Test
    void where_none_takes_work_all_are_tried() throws IOException {
        Instance only = new Instance("only");
        only.takesWork.set(false);
        ServiceClient client = clientOf(NOWHERE, only.address());
        await(() -> answers(client, 2).equals(Map.of("only", 2)));
    }

    @Test
    void a_dead_instance_costs_no_request() throws IOException {
        Instance dying = new Instance("dying");
        ServiceClient client = clientOf(dying.address(), new Instance("a").address());
        await(() -> answers(client, 4).equals(Map.of("a", 2, "dying", 2)));
        dying.server.stop(0);
        assertThat(answers(client, 10)).isEqualTo(Map.of("a", 10));
    }

    @Test
    void a_read_or_a_command_with_a_key_goes_to_another_when_its_answer_breaks_off() throws IOException {
        Instance broken = new Instance("broken");
        broken.answer = Peers.BREAKS_OFF;
        ServiceClient client = clientOf(broken.address(), new Instance("a").address());
        assertThat(answers(client, 4)).isEqualTo(Map.of("a", 4));
        for (int i = 0; i < 4; i++) {
            assertThat(body(client.send(Service.USER, "/users", PATIENCE, keyed()))).isEqualTo("a");
        }
        assertThat(broken.asked).hasValueGreaterThanOrEqualTo(4);
    }

    @Test
    void a_command_without_a_key_is_not_sent_again_when_its_answer_breaks_off() throws IOException {
        Instance broken = new Instance("broken");
        Instance other = new Instance("a");
        broken.answer = Peers.BREAKS_OFF;
        ServiceClient client = clientOf(broken.address(), other.address());
        assertThatThrownBy(() -> {
            client.send(Service.USER, "/users", PATIENCE, command());
            client.send(Service.USER, "/users", PATIENCE, command());
        }).isInstanceOf(ServiceFailure.class).hasMessageContaining("broke off its answer; whether it acted is unknown");
        assertThat(broken.asked).hasValue(1);
        assertThat(other.asked).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void that_a_repeated_command_found_nobody_does_not_mean_that_it_did_nothing() throws IOException {
        Instance broken = new Instance("broken");
        broken.answer = exchange -> {
            broken.server.stop(0);
            exchange.close();
        };
        ServiceClient client = clientOf(broken.address());
        assertThatThrownBy(() -> client.send(Service.USER, "/users", PATIENCE, keyed())).hasMessageContaining(
                "whether it acted is unknown");
    }

    @Test
    void a_command_that_a_closing_listener_refused_goes_to_another() throws IOException {
        Instance other = new Instance("a");
        try (var closing = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> refuse(closing));
            ServiceClient client = clientOf(URI.create("http://127.0.0.1:" + closing.getLocalPort()), other.address());
            for (int i = 0; i < 4; i++) {
                assertThat(body(client.send(Service.USER, "/users", PATIENCE, command()))).isEqualTo("a");
            }
        }
        assertThat(other.asked).hasValue(4);
    }

    @Test
    void what_a_service_itself_refuses_is_its_answer() throws IOException {
        Instance refusing = new Instance("refusing");
        refusing.answer = Peers.json(503, "{\"type\":\"/problems/store-unavailable\"}");
        ServiceClient client = clientOf(refusing.address());
        assertThat(client.send(Service.USER, "/users", PATIENCE, command()).statusCode()).isEqualTo(503);
        assertThat(refusing.asked).hasValue(1);
    }

    private ServiceClient clientOf(URI... users) {
        List<URI> none = List.of(NOWHERE);
        var addresses = new ServiceAddresses(List.of(users), none, none, none, null);
        var clients = new HttpClients(addresses, new DefaultListableBeanFactory().getBeanProvider(SslBundles.class));
        var instances = new Instances(addresses, clients);
        var client = new ServiceClient(instances, clients);
        open.add(instances);
        open.add(client);
        return client;
    }

    /** How many of the reads each instance answered. */
    private static Map<String, Integer> answers(ServiceClient client, int reads) {
        Map<String, Integer> counted = new HashMap<>();
        for (int i = 0; i < reads; i++) {
            counted.merge(body(client.send(Service.USER, "/users/1", PATIENCE, _ -> {})), 1, Integer::sum);
        }
        return counted;
    }

    private static Consumer<HttpRequest.Builder> command() {
        return call -> call.POST(BodyPublishers.ofString("{}"));
    }

    private static Consumer<HttpRequest.Builder> keyed() {
        return call -> call.POST(BodyPublishers.ofString("{}")).header("Idempotency-Key", "k-1");
    }

    private static String body(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers as a Tomcat that stops does on a connection it kept. */
    private static void refuse(ServerSocket listener) {
        try {
            while (true) {
                try (var connection = listener.accept()) {
                    connection.getInputStream().read(new byte[8192]);
                    connection.getOutputStream().write(
                            "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException _) {
            return; // the test is over
        }
    }

    private static void awaitCounted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
