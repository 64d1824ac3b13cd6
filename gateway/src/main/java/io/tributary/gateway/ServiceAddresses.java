package io.tributary.gateway;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where each service listens: {@code tributary.services.user-url} and so on, one URL for each running instance, separated by commas.
 *
 * @param sslBundle whose certificates to trust where a URL begins with {@code https}; absent: those that Java trusts
 */
@ConfigurationProperties("tributary.services")
record ServiceAddresses(List<URI> userUrl, List<URI> orderUrl, List<URI> paymentUrl, List<URI> projectionsUrl,
        @Nullable String sslBundle) {
    List<URI> of(Service service) {
        return switch (service) {
            case USER -> userUrl;
            case ORDER -> orderUrl;
            case PAYMENT -> paymentUrl;
            case PROJECTIONS -> projectionsUrl;
        };
    }
}
