package io.tributary.platform.parts;

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
import org.jspecify.annotations.Nullable;

/** A service of the shop, ready when its health says so. */
final class ServicePart implements Part {
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final int HEAP = 160;
    private static final int OK = 200;

    private final HttpClient http;
    private final Layout layout;
    private final Service service;
    private final Set<String> needs;
    private final ServiceSettings settings;
    private @Nullable JavaProgram program;

    ServicePart(HttpClient http, Layout layout, Service service, Set<String> needs, ServiceSettings settings) {
        this.http = http;
        this.layout = layout;
        this.service = service;
        this.needs = needs;
        this.settings = settings;
    }

    @Override
    public String name() {
        return service.text();
    }

    @Override
    public int port() {
        return layout.port(service);
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public Launch launch() throws Exception {
        JavaProgram prepared = program();
        program = prepared;
        return new Launch(prepared.command(HEAP, layout.recording(), List.of(), List.of()), settings.of(service));
    }

    JavaProgram program() throws IOException, InterruptedException {
        return JavaProgram.ofBootJar(service.text(), layout.jar(service), layout.programs());
    }

    @Override
    public Duration stopWithin() {
        return layout.recording() ? ServerPart.RECORDING : Part.super.stopWithin();
    }

    @Override
    public boolean isReady(Started started) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/actuator/health")).timeout(ASK).build();
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
