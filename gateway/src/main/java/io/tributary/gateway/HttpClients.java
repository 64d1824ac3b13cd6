package io.tributary.gateway;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** Makes the clients that call services: they trust whom {@code tributary.services.ssl-bundle} names. */
@Component
class HttpClients {
    private final ServiceAddresses addresses;
    private final ObjectProvider<SslBundles> bundles;

    HttpClients(ServiceAddresses addresses, ObjectProvider<SslBundles> bundles) {
        this.addresses = addresses;
        this.bundles = bundles;
    }

    HttpClient connectingWithin(Duration limit) {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limit).followRedirects(
                HttpClient.Redirect.NEVER).executor(Executors.newVirtualThreadPerTaskExecutor());
        if (addresses.sslBundle() != null) {
            client.sslContext(bundles.getObject().getBundle(addresses.sslBundle()).createSslContext());
        }
        return client.build();
    }
}
