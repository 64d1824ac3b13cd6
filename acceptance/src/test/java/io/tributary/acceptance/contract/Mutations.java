package io.tributary.acceptance.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What is put in the place of one field: as JSON, as text of a path or a query, as a header, as a whole body. At least forty each. */
final class Mutations {
    private static final String NIL = "00000000-0000-0000-0000-000000000000";
    private static final String UPPER = "0B5D3B4E-6F1C-4B7A-9C52-0A1B2C3D4E5F";
    private static final int DEEP = 60;
    private static final List<String> TEXTS = List.of("null", "undefined", "NaN", "Infinity", "true", "-1", "0", "1", "1.5", "-0", "01",
            "0x10", "1e3", "1e400", "201", "2147483648", "9223372036854775808", "99999999999999999999999999999999", "0.0000000001", NIL,
            UPPER, "1-1-1-1-1", NIL + "0", "{" + NIL + "}", "' or 1=1 --", "\\\" or 1=1 --", "; drop table event_log", "${jndi:ldap://x}",
            "<script>alert(1)</script>", "../../etc/passwd", "..%2f..%2f", "*", "[]", "{}", "a b", "Ä", "\u00a0", "\u202e", "\u0130",
            "\ud83d\ude00", "\uff11", "x".repeat(41), "x".repeat(65), "x".repeat(201), "x".repeat(501), "x".repeat(5000));

    private Mutations() {}

    /** JSON texts in the place of a value. */
    static List<String> json() {
        var texts = new ArrayList<>(List.of("null", "true", "false", "0", "-1", "1", "1.5", "-0", "1e400", "1e-400", "2147483648",
                "9223372036854775808", "9".repeat(60), "9".repeat(5000), "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"",
                "\"\\udc00a\"", "\"\\u0085\"", "\"\\n\"", "\"\\ufeff\"", "\"" + "x".repeat(100_001) + "\"", "[]", "[null]", "[[]]", "[{}]",
                "{}", "{\"a\":1}", "{\"amount\":\"1.00\",\"currency\":\"EUR\"}", "{\"amount\":\"1e9\",\"currency\":\"XXX\"}",
                "[".repeat(DEEP) + "]".repeat(DEEP), "NaN", "Infinity", "01", "+1", "'x'", "tru", "\"\t\"", "\"\u0001\"", "\"\\x\""));
        TEXTS.forEach(text -> texts.add("\"" + text + "\""));
        return texts;
    }

    /** Written into a path or a query as they are. */
    static List<String> encoded() {
        var texts = new ArrayList<>(List.of("", "%20", "%09", "%0a", "%0d%0aX-Y:%20z", "%00", "a%00", "%7f", "%", "%z", "%zz", "%2", "%25",
                "%2f", "%5c", "%2e", "%2e%2e", "..", ".", ";", ";a=b", "a;b", "%3b", "%c3%28", "%ff", "%ed%a0%80", "%f0%9f%98%80",
                "%c2%85", "%EF%BC%91", "%C4%B0", "+", ",", ",,", "a,b", NIL + ",", NIL + "," + NIL, "y".repeat(9000), "y".repeat(33_000),
                "|",
                "<x>", "\"", "^", "`", "{x}", "[x]", "\u00e9", "\u0085", "%u0041", "&", "=", "a=b", "%26x=1"));
        TEXTS.forEach(text -> texts.add(percent(text)));
        List.of("", "1", "\u001f", "1\u001f", "\u001f1", "1\u001f" + NIL, "x\u001f" + NIL, "1\u001fx", "1\u001f\u0000", "9".repeat(30)
                + "\u001f" + NIL, Long.MAX_VALUE + "\u001f" + NIL, Long.MIN_VALUE + "\u001f" + NIL, "1\u001f" + NIL + "\u001f2").forEach(
                        cursor -> texts.add(base64(cursor)));
        return texts;
    }

    /** Characters up to 255, each a byte. */
    static List<String> header() {
        var texts = new ArrayList<>(List.of("", "\"", "\"\"", "\"0\"", "\"1\"", "\"-1\"", "\"1", "1\"", "\"01\"", "W/\"1\"",
                "\"1\", \"2\"", "\"999999999999999999\"", "\"9999999999999999999\"", "\"x\"", "*", "**", "\"*\"", "\u0085", "\u00e9",
                "\u00c3\u0089", "\u007f", "\u0001", "a\tb", ";;", ",,,", "=", "q=x", "x".repeat(256), "x".repeat(9000), "x".repeat(33_000),
                "wait=0", "wait=-1", "wait=x", "wait", "wait=\"0\"", "wait=0;a", "respond-async, wait=0", "a=b; c", "bytes=0-", "bytes=9-1",
                "application/json;q=0", "text/html, */*;q=0", "*/*;q=2", "application/*", "Wed, 21 Oct 2026 07:28:00 GMT", "gzip;q=1"));
        TEXTS.stream().filter(text -> text.chars().allMatch(next -> next < 256)).forEach(texts::add);
        List.of("", "1", "2\u001fuser\u001fx\u001f1", "1\u001fuser", "1\u001fuser\u001fx\u001fy", "1\u001fuser\u001fx\u001f-1",
                "1\u001forder\u001f\u0000\u001f1", "1\u001fpayment\u001f" + NIL + "\u001f9223372036854775807",
                "1\u001f\u001f\u001f0").forEach(token -> texts.add(base64(token)));
        return texts;
    }

    /** Whole bodies instead of {@code valid}. */
    static List<byte[]> bodies(String valid) {
        var bodies = new ArrayList<byte[]>();
        List.of("", " ", "{", "}", "[", "[]", "{}", "null", "true", "0", "\"\"", "\"x\"", "[" + valid + "]", valid + valid, valid + ",",
                valid + "x", "{" + valid + "}", "\ufeff" + valid, "/* x */" + valid, valid.replace('"', '\''), valid.replace(":", "="),
                valid.replace("\":", "\": \n\t "), valid.replaceFirst("\\{", "{\"unknown\":1,"), valid.replaceFirst("\\{", "{\"\":1,"),
                valid.replaceFirst("\\{", "{\"class\":\"java.lang.String\","), valid.replaceFirst("\\{", "{\"@type\":\"x\","),
                valid.replaceFirst("\\{", "{\"__proto__\":{},"), valid.replaceFirst("\\{", "{\"a\":[],"),
                "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP), "[".repeat(100_000), "{\"" + "n".repeat(5000) + "\":1}",
                valid.replaceFirst(":", ":\u0000"), valid.replaceFirst("\"([a-zA-Z]+)\":", "\"$1\":1,\"$1\":"),
                valid.toUpperCase(Locale.ROOT), "x".repeat(1024 * 1024 + 1), "<xml/>", "a=b&c=d").forEach(
                        text -> bodies.add(text.getBytes(StandardCharsets.UTF_8)));
        bodies.add(valid.getBytes(StandardCharsets.UTF_16));
        bodies.add(valid.getBytes(StandardCharsets.UTF_16LE));
        bodies.add(new byte[]{(byte) 0xff, (byte) 0xfe, 0x00});
        bodies.add(new byte[]{0x1f, (byte) 0x8b, 0x08, 0x00});
        bodies.add(("{\"a\":\"" + "\u00e9" + "\"}").getBytes(StandardCharsets.ISO_8859_1));
        return bodies;
    }

    private static String percent(String text) {
        var encoded = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = next >= '0' && next <= '9' || next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z' || next == '-';
            encoded.append(plain ? String.valueOf((char) next) : "%%%02X".formatted(next));
        }
        return encoded.toString();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
