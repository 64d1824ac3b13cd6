package io.tributary.chassis.processing;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What went wrong, as it may leave the service: no name of the program's inside, no statement, no stack; these stand in its log.
 *
 * @param name the same for all that fail by the same exception at the same own line; the log has it beside the stack
 * @param text what the failure says
 */
public record Cause(String name, String text) {
    private static final String OWN_CODE = "io.tributary.";
    private static final String PROCESSING = "io.tributary.chassis.processing.";
    private static final Pattern CLASS = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+[A-Z]\\w*(?:\\$\\w+)*|\\b[A-Z]\\w*(?:Exception|Error)\\b");
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |jdbc:|\\b(select\\s.*\\sfrom|insert\\s+into|update\\s.*\\sset|delete\\s+from)\\s",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Of the deepest failure behind this one. */
    public static Cause of(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String place = root.getClass().getName() + firstOwnFrame(root);
        String hash = HexFormat.of().toHexDigits(place.hashCode());
        return new Cause(words(root.getClass().getName()) + "-" + hash, told(String.valueOf(root.getMessage())));
    }

    /** The text with kinds of failures in the place of classes, or where more is to be found if it is about the inside altogether. */
    public static String told(String text) {
        return INSIDE.matcher(text).find() ? "see the log of the service" : CLASS.matcher(text).replaceAll(Cause::words);
    }

    @Override
    public String toString() {
        return name + ": " + text;
    }

    private static String words(MatchResult named) {
        return words(named.group());
    }

    /** {@code IllegalArgumentException} is {@code illegal-argument}. */
    private static String words(String className) {
        String simple = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        return WORDS.matcher(simple.replaceFirst("(?<=.)(Exception|Error)$", "")).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    private static String firstOwnFrame(Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(OWN_CODE) && !frame.getClassName().startsWith(PROCESSING)) {
                return " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
