package io.tributary.gateway;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where each service listens: {@code tributary.services.user-url} and so on, one URL for each running instance, separated by commas. */
@ConfigurationProperties("tributary.services")
record ServiceAddresses(List<URI> userUrl, List<URI> orderUrl, List<URI> paymentUrl, List<URI> projectionsUrl) {
    List<URI> of(Service service) {
        return switch (service) {
            case USER -> userUrl;
            case ORDER -> orderUrl;
            case PAYMENT -> paymentUrl;
            case PROJECTIONS -> projectionsUrl;
        };
    }
}
