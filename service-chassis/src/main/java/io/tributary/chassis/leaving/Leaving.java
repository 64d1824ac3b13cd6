package io.tributary.chassis.leaving;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The time between "I take no more work", which readiness says as soon as this process is asked to stop, and the closing of its listener:
 * everything is still answered, and each answer ends its connection, so that whoever shares the work between instances can turn to the
 * others. Price: stopping takes that long.
 */
final class Leaving extends OncePerRequestFilter implements SmartLifecycle {
    private final Duration announced;
    private volatile boolean running;
    private volatile boolean leaving;

    Leaving(Duration announced) {
        this.announced = announced;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (leaving) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        leaving = true;
        running = false;
        try {
            TimeUnit.MILLISECONDS.sleep(announced.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() { return running; }

    /** Before the listener, and before anything that a request may need. */
    @Override
    public int getPhase() { return DEFAULT_PHASE; }
}
