package io.tributary.acceptance.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes of every module, read once. */
final class ProductionCode {
    static final List<String> MODULES = List.of("core-api", "embedded-servers", "event-store", "security", "service-chassis",
            "user-service", "order-service",
            "payment-service", "projections", "gateway", "platform");
    static final JavaClasses CLASSES = read();

    private ProductionCode() {}

    private static JavaClasses read() {
        var paths = MODULES.stream().map(module -> Path.of("..", module, "target", "classes")).toList();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                throw new IllegalStateException(path + " is missing: build all modules first");
            }
        }
        return new ClassFileImporter().importPaths(paths);
    }

    /** True for a class of the named module; nested classes and generated ones included. */
    static boolean in(String module, JavaClass type) {
        return type.getSource().map(source -> source.getUri().getPath().contains("/" + module + "/target/classes/")).orElse(false);
    }
}
