package io.tributary.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on security promises nothing that no test holds. */
class SecurityPageArchitectureTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:IT|Test|Contract))`");

    @Test
    void every_test_that_the_page_names_exists() throws IOException {
        Set<String> named = TEST.matcher(Files.readString(Path.of("..", "docs", "security.md"))).results().map(
                (MatchResult match) -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(tests());
    }

    private static Set<String> tests() throws IOException {
        var tests = new TreeSet<String>();
        for (String module : ProductionCode.MODULES) {
            collect(Path.of("..", module, "src", "test", "java"), tests);
        }
        collect(Path.of("src", "test", "java"), tests);
        return tests;
    }

    private static void collect(Path folder, Set<String> tests) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java")).forEach(
                        name -> tests.add(name.substring(0, name.length() - ".java".length())));
            }
        }
    }
}
