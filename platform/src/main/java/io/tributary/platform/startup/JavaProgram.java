package io.tributary.platform.startup;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** How one Java process of the platform is started; a new one for each start. */
public final class JavaProgram {
    /** Little memory and short starts rather than the highest rate. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final List<String> target;
    private final @Nullable StartCache cache;

    private JavaProgram(List<String> target, @Nullable StartCache cache) {
        this.target = target;
        this.cache = cache;
    }

    /** A runnable Spring Boot jar, unpacked once per build into the folder. */
    public static JavaProgram ofBootJar(String name, Path jar, Path folder) throws IOException, InterruptedException {
        Path unpacked = new ProgramFolder(folder, name).of(Fingerprint.of(jar, javaVersion()), aside -> unpack(jar, aside));
        return new JavaProgram(List.of("-jar", unpacked.resolve(jar.getFileName()).toString()), new StartCache(unpacked));
    }

    /** A class of the platform or its libraries, from the class path of this process. */
    public static JavaProgram ofClass(String name, Class<?> main, Path folder) throws IOException, InterruptedException {
        String classPath = System.getProperty("java.class.path");
        List<String> target = List.of("-cp", classPath, main.getName());
        Path jar = Path.of(classPath);
        if (!Files.isRegularFile(jar)) {
            return new JavaProgram(target, null); // a class path of folders cannot be cached
        }
        Path library = Path.of(URI.create(main.getProtectionDomain().getCodeSource().getLocation().toString()));
        String more = javaVersion() + jar.toAbsolutePath() + Files.getLastModifiedTime(jar) + Files.getLastModifiedTime(library);
        Path own = new ProgramFolder(folder, name).of(Fingerprint.of(library, more), aside -> {});
        return new JavaProgram(target, new StartCache(own));
    }

    /** Whether it starts as fast as it can; a program that cannot have a cache does. */
    public boolean hasCache() {
        return cache == null || cache.exists();
    }

    public List<String> command(int heapMegabytes, boolean record, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx" + heapMegabytes + "m"));
        command.addAll(FLAGS);
        if (cache != null) {
            command.addAll(cache.flags(record));
        }
        command.addAll(options);
        command.addAll(target);
        command.addAll(arguments);
        return command;
    }

    /** To be called when the process has ended in order. */
    public void ended() {
        if (cache != null) {
            cache.keep();
        }
    }

    private static void unpack(Path jar, Path target) throws IOException, InterruptedException {
        Process tools = new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools", "-jar", jar.toString(),
                "extract", "--force", "--destination", target.toString()).redirectErrorStream(true).start();
        String output = new String(tools.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tools.waitFor() != 0) {
            throw new IOException(jar + " could not be unpacked: " + output);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String javaVersion() {
        return System.getProperty("java.home") + System.getProperty("java.vm.version");
    }
}
