package io.tributary.acceptance.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Order-service as its next build: its sources with a handful of changes, compiled. A shipment has a second version with one field more, and
 * the documents of the order list have a field and an index more. No other service is compiled again.
 */
final class LaterBuild {
    /** A piece of a source file, which must stand there once, and what the later build has in its place. */
    private record Change(String file, String piece, String later) {}

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SOURCES = ROOT.resolve("order-service/src/main/java");
    private static final Path EVENTS = ROOT.resolve("core-api/src/main/java/io/tributary/api/order/OrderEvent.java");
    private static final List<Change> CHANGES = List.of( //
            new Change("OrderEvent",
                    "@StoredName(\"order.order-shipped\")\n    record OrderShipped(OrderId orderId, String trackingNumber)",
                    """
                            @StoredName(value = "order.order-shipped", version = 2)
                            @EarlierForm(version = 1, is = @Fact(name = "order.order-shipped", version = 2, fields = {"orderId", "trackingNumber"}))
                            record OrderShipped(OrderId orderId, String trackingNumber, @org.jspecify.annotations.Nullable String carrier)"""),
            new Change("OrderDecider", "new OrderShipped(command.orderId(), command.trackingNumber())",
                    "new OrderShipped(command.orderId(), command.trackingNumber(), \"Snail\")"),
            new Change("OrderListProjection", "document.append(\"customerId\"",
                    "document.append(\"lineCount\", order.lines().size()).append(\"customerId\""),
            new Change("OrderListProjection", "PositionedDocuments.prepare(collection);",
                    "PositionedDocuments.prepare(collection); collection.createIndex(Indexes.ascending(\"_id.g\", \"lineCount\"));"));

    private LaterBuild() {}

    /** Compiles into the folder what goes before the present build on the class path. */
    static Path compiledIn(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        var arguments = new ArrayList<>(List.of("-d", classes.toString(), "-parameters", "-proc:none", "-nowarn", "-cp",
                System.getProperty("java.class.path")));
        try (Stream<Path> files = Stream.concat(Files.walk(SOURCES), Stream.of(EVENTS))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(changed(file, sources).toString()));
        }
        var errors = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var files = arguments.stream().filter(argument -> argument.endsWith(".java")).toList();
            var options = arguments.stream().filter(argument -> !argument.endsWith(".java")).toList();
            assertThat(compiler.getTask(errors, manager, null, options, null, manager.getJavaFileObjectsFromStrings(files)).call()).as(
                    errors.toString()).isTrue();
        }
        return classes;
    }

    private static Path changed(Path source, Path folder) {
        try {
            String name = source.getFileName().toString().replace(".java", "");
            String text = Files.readString(source);
            for (Change change : CHANGES) {
                if (change.file().equals(name)) {
                    assertThat(text.split(java.util.regex.Pattern.quote(change.piece()), -1)).as("%s in %s", change.piece(),
                            source).hasSize(2);
                    text = text.replace(change.piece(), change.later());
                }
            }
            Path target = folder.resolve(
                    (source.startsWith(SOURCES) ? SOURCES : ROOT.resolve("core-api/src/main/java")).relativize(source));
            Files.createDirectories(target.getParent());
            return Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
