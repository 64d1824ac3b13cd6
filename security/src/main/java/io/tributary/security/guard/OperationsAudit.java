package io.tributary.security.guard;

import io.tributary.security.Caller;
import io.tributary.security.RequestId;
import io.tributary.security.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes each call of an operation, the refused ones too, in the log {@code audit}: who, as what, what, with which outcome, from where. */
final class OperationsAudit extends OncePerRequestFilter {
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");
    private static final int FAILED = 500;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int outcome = FAILED;
        try {
            chain.doFilter(request, response);
            outcome = response.getStatus();
        } finally {
            note(request, outcome);
        }
    }

    private static void note(HttpServletRequest request, int outcome) {
        Caller caller = Caller.current();
        List<String> roles = caller.roles().stream().map(Role::text).sorted().toList();
        AUDIT.info("who={} roles={} what=\"{} {}\" outcome={} request={} from={}", caller.subject(), String.join(",", roles),
                request.getMethod(), request.getRequestURI(), outcome, RequestId.of(request), request.getRemoteAddr());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !(request.getRequestURI() + "/").startsWith("/operations/");
    }
}
