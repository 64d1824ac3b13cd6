package io.tributary.servers.mongo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The journal files of a store, numbered without a gap. The store itself knows the number it needs first. */
record JournalFolder(Path folder) {
    private static final Pattern NAME = Pattern.compile("journal-(\\d{1,18})");

    Path file(long number) {
        return folder.resolve("journal-" + number);
    }

    List<Long> numbers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString())).filter(Matcher::matches).map(
                    name -> Long.parseLong(name.group(1))).sorted().toList();
        }
    }

    /** The numbers to replay, oldest first: from the one the store needs first, none missing. */
    List<Long> toReplay(long first) throws IOException {
        List<Long> needed = numbers().stream().filter(number -> number >= first).toList();
        for (int index = 0; index < needed.size(); index++) {
            if (needed.get(index) != first + index) {
                throw new DamagedJournal("The journal " + file(first + index) + " is missing.");
            }
        }
        return needed;
    }

    /** Whether nothing was written to any after it: a file is made before it is needed. */
    boolean isLastWritten(long number, List<Long> numbers) throws IOException {
        for (long later : numbers) {
            if (later > number && Files.size(file(later)) > 0) {
                return false;
            }
        }
        return true;
    }

    void deleteBefore(long number) throws IOException {
        for (long old : numbers()) {
            if (old < number) {
                Files.delete(file(old));
            }
        }
    }
}
