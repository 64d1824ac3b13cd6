package io.tributary.platform.demo;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP answer of the shop. */
record Answer(String call, HttpResponse<String> response) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    int status() {
        return response.statusCode();
    }

    JsonNode json() {
        return JSON.readTree(response.body());
    }

    JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /** The text at the place, or nothing if there is none. */
    String text(String pointer) {
        return isJson() ? at(pointer).asString("") : "";
    }

    String header(String name) {
        return response.headers().firstValue(name).orElseThrow(() -> new TourFailed("No header " + name + " in the answer to " + this));
    }

    boolean hasHeader(String name) {
        return response.headers().firstValue(name).isPresent();
    }

    Answer expect(int expected) {
        if (status() != expected) {
            throw new TourFailed("Expected status " + expected + ", got the answer " + this);
        }
        return this;
    }

    private boolean isJson() { return response.headers().firstValue("Content-Type").orElse("").contains("json"); }

    @Override
    public String toString() {
        return call + " -> " + status() + " " + response.body();
    }
}
