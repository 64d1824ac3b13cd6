package io.tributary.security.guard;

import io.tributary.security.Caller;
import io.tributary.security.RequestId;
import io.tributary.security.Role;
import io.tributary.security.RouteAccess;
import java.util.UUID;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with nothing but its guard. */
@SpringBootApplication
@RestController
class GuardedExample {
    @Bean
    RouteAccess openDoor() {
        return RouteAccess.open(HttpMethod.POST, "/door");
    }

    @Bean
    RouteAccess vault() {
        return RouteAccess.only(HttpMethod.GET, "/vaults/*", Role.SUPPORT, Role.OPS);
    }

    @PostMapping("/door")
    String door(Caller caller) {
        return caller.subject() + caller.roles();
    }

    @GetMapping("/vaults/{id}")
    String vault(@PathVariable String id) {
        return id;
    }

    @GetMapping("/things/{owner}")
    boolean seen(@PathVariable UUID owner, Caller caller) {
        return caller.maySee(owner);
    }

    @GetMapping("/request-id")
    String requestId() {
        return RequestId.current();
    }

    @PostMapping("/operations/failure")
    void fail() {
        throw new IllegalStateException("meant to fail");
    }
}
