package io.tributary.chassis;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The settings every service starts from, in {@code chassis-defaults.yaml}; whatever else sets a property wins. */
class ChassisDefaults implements EnvironmentPostProcessor {
    private static final String FILE = "chassis-defaults.yaml";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE, ChassisDefaults.class.getClassLoader())).forEach(
                    environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is missing from the service's class path", e);
        }
    }
}
