package io.tributary.platform.identity;

import io.tributary.servers.files.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The development issuer at the gateway's address, for whoever may read the platform's secrets. */
public record Issuer(String address, Secrets secrets) {
    private static final String CLIENT = "tributary-command-line";
    private static final String SECRET = "issuer-client";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The password of its one client. */
    public String secret() {
        return secrets.password(SECRET);
    }

    /** For the person of the role whom the issuer made up. */
    public Token token(Role role) throws InterruptedException {
        return token(role, "");
    }

    /**
     * @param subject of a customer the user's id or one of two made-up names, of others any name; empty: the issuer's choice
     * @throws NoToken if the issuer is out of reach or gives none
     */
    public Token token(Role role, String subject) throws InterruptedException {
        String form = "grant_type=client_credentials&scope=" + role.text()
                + (subject.isEmpty() ? "" : "&subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8));
        String client = Base64.getEncoder().encodeToString((CLIENT + ":" + secret()).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/oauth2/token")).timeout(ANSWER_WITHIN).header("Authorization",
                "Basic " + client).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build();
        try {
            return read(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException | JacksonException e) {
            throw new NoToken("No token: the issuer at " + address + " gave no answer that can be read (" + e + ").", e);
        }
    }

    private static Token read(HttpResponse<String> answer) {
        JsonNode body = JSON.readTree(answer.body());
        if (answer.statusCode() != OK) {
            throw new NoToken("No token: " + body.path("error_description").asString(body.path("error").asString("the issuer answered "
                    + answer.statusCode())) + ".", null);
        }
        return new Token(body.path("access_token").asString(""));
    }
}
