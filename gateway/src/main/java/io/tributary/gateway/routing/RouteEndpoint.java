package io.tributary.gateway.routing;

import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.GET;
import static org.springframework.web.bind.annotation.RequestMethod.HEAD;
import static org.springframework.web.bind.annotation.RequestMethod.OPTIONS;
import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;

import io.tributary.gateway.Service;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Which service answers which paths. */
@Controller
@RequestMapping(method = {GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS})
class RouteEndpoint {
    private final Relay relay;

    RouteEndpoint(Relay relay) {
        this.relay = relay;
    }

    @RequestMapping({"/users", "/users/**"})
    void users(HttpServletRequest request, HttpServletResponse response) throws IOException {
        relay.pass(Service.USER, request, response);
    }

    @RequestMapping({"/orders", "/orders/**"})
    void orders(HttpServletRequest request, HttpServletResponse response) throws IOException {
        relay.pass(Service.ORDER, request, response);
    }

    @RequestMapping({"/payments", "/payments/**", "/ledger"})
    void payments(HttpServletRequest request, HttpServletResponse response) throws IOException {
        relay.pass(Service.PAYMENT, request, response);
    }

    @RequestMapping("/views/**")
    void views(HttpServletRequest request, HttpServletResponse response) throws IOException {
        relay.pass(Service.PROJECTIONS, request, response);
    }
}
