package io.tributary.acceptance.contract;

import io.tributary.acceptance.contract.Contract.Operation;
import io.tributary.acceptance.contract.RawHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares an answer with what its call documents, and looks for what no answer may tell. */
final class AnswerCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROBLEM = "application/problem+json";
    private static final int FAULT = 500;
    private static final int ERROR = 400;
    /** Said about a path that is not that of the call. */
    private static final Set<String> ELSEWHERE = Set.of("/problems/not-found", "/problems/invalid-request", "/problems/method-not-allowed");
    private static final Set<String> OF_A_CALL = Set.of("etag", "location", "consistency-token", "tributary-lag-ms", "preference-applied");
    /** A consistency token is absent where nothing was published, a place to look at where there is nothing to see yet, a lag while it is unknown. */
    private static final Set<String> ALWAYS = Set.of("ETag", "Location");
    private static final int TO_BE_DONE = 202;
    private static final Pattern INSIDE = Pattern.compile(
            "(io\\.tributary|org\\.(spring|apache|axon|postgres)|java\\.(lang|util)|tools\\.jackson"
                    + "|com\\.(mongo|fasterxml|zaxxer)|Exception|\\tat |jdbc:|[Ss]yntax error|SELECT |select .* from |insert into )");
    private final FuzzCase fuzzed;
    private final Answer answer;
    private final List<String> faults = new ArrayList<>();

    private AnswerCheck(FuzzCase fuzzed, Answer answer) {
        this.fuzzed = fuzzed;
        this.answer = answer;
    }

    /** What is wrong with the answer; empty if nothing. */
    static List<String> faults(FuzzCase fuzzed, Answer answer) {
        var check = new AnswerCheck(fuzzed, answer);
        check.check();
        return check.faults;
    }

    private void check() {
        if (answer.status() >= FAULT) {
            faults.add("is a fault of the service");
        }
        if (INSIDE.matcher(answer.text()).find()) {
            faults.add("tells of the inside");
        }
        if (answer.status() >= ERROR && !answer.header("content-type").equals(PROBLEM)) {
            faults.add("is no problem but " + answer.header("content-type"));
        } else if (!isElsewhere()) {
            documented(fuzzed.operation());
        }
    }

    private boolean isElsewhere() {
        return fuzzed.mayLeadElsewhere() && answer.status() >= ERROR && ELSEWHERE.contains(json().path("type").asString(""));
    }

    private void documented(Operation operation) {
        JsonNode documented = operation.answer(answer.status());
        if (documented.isMissingNode()) {
            faults.add("has an undocumented status");
            return;
        }
        answer.headers().keySet().stream().filter(OF_A_CALL::contains).filter(
                name -> documented.path("headers").propertyNames().stream().noneMatch(name::equalsIgnoreCase)).forEach(
                        name -> faults.add("has an undocumented header " + name));
        if (answer.status() < ERROR && answer.status() != TO_BE_DONE) {
            documented.path("headers").propertyNames().stream().filter(ALWAYS::contains).filter(
                    name -> answer.header(name.toLowerCase(Locale.ROOT)).isEmpty()).forEach(name -> faults.add("lacks its header " + name));
        }
        String type = answer.header("content-type").replaceAll(";.*", "");
        JsonNode content = documented.path("content").path(type);
        if (answer.body().length == 0) {
            if (documented.has("content")) {
                faults.add("has no body");
            }
        } else if (content.isMissingNode()) {
            faults.add("has an undocumented body of type " + type);
        } else {
            SchemaCheck.faults(operation.contract(), content.path("schema"), json()).forEach(fault -> faults.add("differs: " + fault));
        }
    }

    private JsonNode json() {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException _) {
            faults.add("is not JSON");
            return JSON.createObjectNode();
        }
    }
}
