package io.tributary.acceptance.contract;

import io.tributary.acceptance.contract.Contract.Operation;
import io.tributary.acceptance.contract.Contract.Parameter;
import io.tributary.acceptance.contract.RawHttp.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call with one field in a form it may not have, everything else in order.
 *
 * @param field {@code path id}, {@code query limit}, {@code header If-Match}, {@code body /lines/0/sku}, {@code body} for the whole,
 *        {@code nothing} for a call that is all right
 * @param mutation number of what is put there; beyond the values: missing, twice
 */
record FuzzCase(Operation operation, String field, int mutation) {
    static final String NOTHING = "nothing";
    /** Asked for, it leaves every view behind until it is rebuilt from the new topic. */
    private static final String NEW_TOPIC = "body /newGeneration";
    private static final String MARK = "@@mutated@@";
    private static final List<String> COMMON_HEADERS = List.of("Content-Type", "Accept", "X-Request-Id", "If-None-Match",
            "If-Modified-Since", "Range", "Accept-Language", "Accept-Encoding", "Cookie", "Origin");
    private static final int LONGEST_SHOWN = 100;
    /** Behind the values of a field: it is missing; it is there twice. */
    private static final int MORE = 2;

    /** All cases of a call, but for the one that would leave the platform another one than it was. */
    static List<FuzzCase> of(Operation operation, Examples examples) {
        var cases = new ArrayList<FuzzCase>();
        cases.add(new FuzzCase(operation, NOTHING, 0));
        operation.parameters().forEach(it -> add(cases, operation, it.in() + " " + it.name(),
                it.in().equals("header") ? Mutations.header().size() : Mutations.encoded().size()));
        COMMON_HEADERS.forEach(name -> add(cases, operation, "header " + name, Mutations.header().size()));
        JsonNode schema = operation.body();
        if (schema != null) {
            JsonNode body = examples.value(operation, "", schema);
            fields(body, "").forEach(pointer -> add(cases, operation, "body " + pointer, Mutations.json().size()));
            add(cases, operation, "body", Mutations.bodies(body.toString()).size() - MORE);
        }
        return cases;
    }

    private static void add(List<FuzzCase> cases, Operation operation, String field, int values) {
        for (int mutation = 0; mutation < values + MORE; mutation++) {
            if (!field.equals(NEW_TOPIC) || mutation != Mutations.json().indexOf("true")) {
                cases.add(new FuzzCase(operation, field, mutation));
            }
        }
    }

    private static Stream<String> fields(JsonNode value, String pointer) {
        Stream<String> inner = value.isObject()
                ? value.properties().stream().flatMap(field -> fields(field.getValue(), pointer + "/" + field.getKey()))
                : value.isArray() && !value.isEmpty() ? fields(value.get(0), pointer + "/0") : Stream.of();
        return pointer.isEmpty() ? inner : Stream.concat(Stream.of(pointer), inner);
    }

    /** Whether the call itself has the field, as opposed to every request. */
    boolean isOwn() {
        return !COMMON_HEADERS.contains(field.substring(field.indexOf(' ') + 1));
    }

    boolean isMutated() { return !field.equals(NOTHING); }

    /** Whether the path may be another one than that of the call. */
    boolean mayLeadElsewhere() {
        return field.startsWith("path ");
    }

    Request request(Examples examples, Random random, Map.Entry<String, String> token) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        if (!token.getValue().isEmpty()) {
            headers.add(token);
        }
        byte[] body = body(examples);
        if (body.length > 0 && !field.equals("header Content-Type")) {
            headers.add(Map.entry("Content-Type", "application/json"));
        }
        Stream.concat(operation.parameters().stream().filter(it -> it.in().equals("header")).map(Parameter::name),
                COMMON_HEADERS.stream()).filter(name -> field.equals("header " + name)).forEach(
                        name -> values(Mutations.header(), "\"1\"").forEach(value -> headers.add(Map.entry(name, value))));
        if (field.equals(NOTHING) && random.nextBoolean() && operation.parameters().stream().anyMatch(
                it -> it.name().equals("Idempotency-Key"))) {
            headers.add(Map.entry("Idempotency-Key", "fuzz-" + random.nextLong()));
        }
        return new Request(operation.method(), target(examples), headers, body);
    }

    /** One value, none, or two. */
    private List<String> values(List<String> mutations, String valid) {
        if (mutation < mutations.size()) {
            return List.of(mutations.get(mutation));
        }
        return mutation == mutations.size() ? List.of() : List.of(valid, valid);
    }

    private String target(Examples examples) {
        String path = operation.path();
        var query = new ArrayList<String>();
        for (Parameter parameter : operation.parameters()) {
            boolean mutated = field.equals(parameter.in() + " " + parameter.name());
            if (parameter.in().equals("header") || parameter.in().equals("query") && !mutated && !parameter.required()) {
                continue;
            }
            String valid = encoded(examples.text(operation, parameter.name(), parameter.schema()));
            List<String> values = mutated ? values(Mutations.encoded(), valid) : List.of(valid);
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", String.join("/", values));
            } else {
                values.forEach(value -> query.add(parameter.name() + "=" + value));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] body(Examples examples) {
        JsonNode schema = operation.body();
        if (schema == null) {
            return new byte[0];
        }
        JsonNode valid = examples.value(operation, "", schema);
        if (field.equals("body")) {
            return Mutations.bodies(valid.toString()).get(mutation);
        }
        return (field.startsWith("body ") ? mutated(valid, field.substring("body ".length())) : valid.toString()).getBytes(
                StandardCharsets.UTF_8);
    }

    private String mutated(JsonNode body, String pointer) {
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1);
        JsonNode parent = body.at(pointer.substring(0, last));
        if (!(parent instanceof ObjectNode object)) {
            return body.toString().replaceFirst("\\[", Matcher.quoteReplacement("[" + literal("{}") + ","));
        }
        String valid = object.path(name).toString();
        if (mutation == Mutations.json().size()) {
            object.remove(name);
            return body.toString();
        }
        object.put(name, MARK);
        String literal = mutation > Mutations.json().size() ? valid + ",\"" + name + "\":" + valid : literal(valid);
        return body.toString().replace("\"" + MARK + "\"", literal);
    }

    private String literal(String otherwise) {
        return mutation < Mutations.json().size() ? Mutations.json().get(mutation) : otherwise;
    }

    @Override
    public String toString() {
        return "%s, %s #%d".formatted(operation, field, mutation);
    }

    static String shown(Request request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return "%s %s %s %s".formatted(request.method(), cut(request.target()), request.headers().stream().filter(
                header -> !header.getKey().equals("Authorization")).map(header -> header.getKey() + ": " + cut(header.getValue())).toList(),
                cut(body));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "… (" + text.length() + ")";
    }
}
