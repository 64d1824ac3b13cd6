package io.tributary.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service in this virtual machine, on the database and broker that the worker's settings name. */
public final class Services {
    private Services() {}

    public static ConfigurableApplicationContext start(Class<?> service, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.datasource.url=" + property("bench.url"),
                "--spring.datasource.username=" + property("bench.user"), "--spring.datasource.password=" + property("bench.password"),
                "--tributary.kafka.bootstrap-servers=" + property("bench.kafka")));
        arguments.addAll(Arrays.asList(settings));
        return new SpringApplicationBuilder(service).run(arguments.toArray(String[]::new));
    }

    public static String property(String key) {
        return Objects.requireNonNull(System.getProperty(key), key);
    }
}
