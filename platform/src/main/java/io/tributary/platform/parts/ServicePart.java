package io.tributary.platform.parts;

import io.tributary.platform.identity.NoToken;
import io.tributary.platform.startup.JavaProgram;
import io.tributary.platform.supervisor.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An instance of a service of the shop, ready when its health says so; the gateway, when it has issued the platform's tokens too. */
final class ServicePart implements Part {
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final int HEAP = 160;
    private static final int OK = 200;
    /** A step of niceness divides what it gets by this, says sched(7). */
    private static final double STEP = 1.25;
    /** The niceness of who gets a third of what others get. */
    static final int A_THIRD = 5;

    private final HttpClient http;
    private final Layout layout;
    private final Service service;
    private final int instance;
    private final Supplier<Set<String>> needs;
    private final ServiceSettings settings;
    private @Nullable JavaProgram program;

    ServicePart(HttpClient http, Layout layout, Service service, int instance, Supplier<Set<String>> needs, ServiceSettings settings) {
        this.http = http;
        this.layout = layout;
        this.service = service;
        this.instance = instance;
        this.needs = needs;
        this.settings = settings;
    }

    @Override
    public String name() {
        return service.text(instance);
    }

    @Override
    public int port() {
        return service.port(layout.portBase(), instance);
    }

    @Override
    public Set<String> needs() {
        return needs.get();
    }

    /** Instances together get as much as one would; views step back behind those who own what they show. */
    @Override
    public int niceness() {
        long instances = layout.instances(service).count();
        return (service == Service.PROJECTIONS ? A_THIRD : 0) + (int) Math.round(Math.log(instances) / Math.log(STEP));
    }

    @Override
    public Launch launch() throws Exception {
        JavaProgram prepared = program();
        program = prepared;
        return new Launch(prepared.command(HEAP, layout.recording(), List.of(), List.of()), settings.of(service, instance));
    }

    JavaProgram program() throws IOException, InterruptedException {
        return JavaProgram.ofBootJar(service.text(), layout.jar(service), layout.programs());
    }

    @Override
    public Duration stopWithin() {
        return layout.recording() ? ServerPart.RECORDING : Part.super.stopWithin();
    }

    /** Whether it takes work, not whether its views are up to date: a long backlog is no reason to start it again. */
    @Override
    public boolean isReady(Started started) throws InterruptedException {
        return isHealthy() && (service != Service.GATEWAY || hasIssuedTokens());
    }

    private boolean hasIssuedTokens() throws InterruptedException {
        try {
            layout.tokens().write(layout.roles());
            return true;
        } catch (NoToken e) {
            return false; // the customer is registered with user-service, which may not run yet
        }
    }

    private boolean isHealthy() throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/actuator/health/readiness")).timeout(
                ASK).build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false; // does not listen yet
        }
    }

    @Override
    public void stopped(Started started) {
        if (program != null) {
            program.ended();
        }
    }
}
