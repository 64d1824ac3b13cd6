package io.tributary.gateway.issuer;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code tributary.development-issuer.*}.
 *
 * @param enabled whether there is one
 * @param folder for its key and the people it made up
 * @param secret of its one client, the command line
 * @param lifetime of a token
 */
@ConfigurationProperties("tributary.development-issuer")
record IssuerSettings(@DefaultValue("false") boolean enabled, @DefaultValue("issuer") Path folder, @DefaultValue("") String secret,
        @DefaultValue("12h") Duration lifetime) {}
