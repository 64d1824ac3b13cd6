package io.tributary.chassis.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The W3C trace context as it goes from a request into its events, from there to the topic, and from an event to what follows from it. Only
 * what has the form of the recommendation is carried along, 567 characters at most; nothing here makes one up.
 */
public final class TraceContext {
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    /** The headers, which are called alike in a request, in an event's metadata and on a record. */
    public static final List<String> HEADERS = List.of(PARENT, STATE);
    private static final int MAX_STATE = 512;
    private static final int MAX_MEMBERS = 32;
    /** Version, and what is the same in all versions; a later one may go on after that. */
    private static final Pattern PARENT_FORM = Pattern.compile(
            "(?!ff)([0-9a-f]{2})(-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(-.*)?");
    private static final Pattern MEMBER = Pattern.compile(
            "(?:[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");
    private static final String OLDEST = "00";

    private TraceContext() {}

    /** That of the request this thread answers; empty where there is none. */
    static Map<String, String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : Map.of();
    }

    private static Map<String, String> of(HttpServletRequest request) {
        return of(Collections.list(request.getHeaders(PARENT)), Collections.list(request.getHeaders(STATE)));
    }

    /** A parent that is not one, or more than one, takes its state with it; a bad state goes alone. */
    static Map<String, String> of(List<String> parents, List<String> states) {
        var parent = parents.size() == 1 ? PARENT_FORM.matcher(parents.getFirst().strip()) : null;
        if (parent == null || !parent.matches() || parent.group(1).equals(OLDEST) && parent.group(3) != null) {
            return Map.of();
        }
        // Of a later version only what this one has is understood, and so passed on.
        String context = OLDEST + parent.group(2);
        String state = String.join(",", states).strip();
        return isState(state) ? Map.of(PARENT, context, STATE, state) : Map.of(PARENT, context);
    }

    private static boolean isState(String text) {
        if (text.isEmpty() || text.length() > MAX_STATE) {
            return false;
        }
        var members = List.of(text.split(",", -1)).stream().map(String::strip).filter(member -> !member.isEmpty()).toList();
        return !members.isEmpty() && members.size() <= MAX_MEMBERS && members.stream().allMatch(member -> MEMBER.matcher(member).matches());
    }

    /** That of an event or a command, by its metadata. */
    static Map<String, String> in(Map<String, ?> metadata) {
        var result = new HashMap<String, String>();
        for (String name : HEADERS) {
            if (metadata.get(name) instanceof String value) {
                result.put(name, value);
            }
        }
        return result;
    }
}
