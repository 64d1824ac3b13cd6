package io.tributary.security.guard;

import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import io.tributary.security.listener.PlainProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Answers whom this package turns away, as problem details that say nothing of why a token was not believed. */
final class Refusals implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {
    private static final String RETRY_SOON = "5";
    private final RequestRates rates;

    Refusals(RequestRates rates) {
        this.rates = rates;
    }

    /** A route that needs a token was called without one. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException missing) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        unauthenticated(response);
    }

    /** The token is not believed, or cannot be checked because the issuer's keys are out of reach. */
    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        Optional<Duration> wait = rates.admit(RequestRates.address(request));
        if (wait.isPresent()) {
            tooMany(response, wait.get());
        } else if (failure instanceof AuthenticationServiceException && !isUnknownKey(failure)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SOON);
            PlainProblem.write(response, HttpStatus.SERVICE_UNAVAILABLE, "unavailable",
                    "The token cannot be checked now. Try again later.");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            unauthenticated(response);
        }
    }

    /** The issuer was asked for this key so recently that it is not asked again. */
    private static boolean isUnknownKey(Throwable failure) {
        for (@Nullable
        Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RateLimitReachedException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) throws IOException {
        PlainProblem.write(response, HttpStatus.FORBIDDEN, "forbidden", "The caller's role does not allow this call.");
    }

    /** A path that could be read in two ways, or a header no client writes. */
    static void ambiguous(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected) throws IOException {
        PlainProblem.write(response, HttpStatus.BAD_REQUEST, "invalid-request", "The request is not valid HTTP for this service.");
    }

    static void tooMany(HttpServletResponse response, Duration wait) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
        PlainProblem.write(response, HttpStatus.TOO_MANY_REQUESTS, "too-many-requests",
                "The caller sends more requests than the service takes.");
    }

    private static void unauthenticated(HttpServletResponse response) throws IOException {
        PlainProblem.write(response, HttpStatus.UNAUTHORIZED, "unauthenticated", "This call needs a valid bearer token.");
    }

}
