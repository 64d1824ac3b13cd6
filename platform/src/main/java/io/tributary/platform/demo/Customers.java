package io.tributary.platform.demo;

import java.util.Map;

/**
 * What the tour does with users.
 *
 * @param visitor has no token, which registering needs none of
 */
record Customers(Shop visitor, Shop shop) {
    private static final int CREATED = 201;
    private static final int CHANGED = 204;
    private static final int REFUSED = 409;

    String register(String name, String email) throws InterruptedException {
        String user = visitor.post("/users", Map.of("name", name, "email", email)).expect(CREATED).text("/userId");
        String stored = shop.get("/users/" + user).text("/name");
        if (!stored.equals(name)) {
            throw new TourFailed("Registered as " + name + " but read as " + stored);
        }
        return user;
    }

    void registerRefused(String name, String email) throws InterruptedException {
        Answer answer = visitor.post("/users", Map.of("name", name, "email", email)).expect(REFUSED);
        if (!answer.text("/type").equals("/problems/email-taken")) {
            throw new TourFailed("Expected the problem email-taken, got " + answer);
        }
    }

    /** Answers the consistency token of the change. */
    String rename(String user, String name) throws InterruptedException {
        return visitor.asCustomer(user).put("/users/" + user + "/name", Map.of("name", name)).expect(CHANGED).header("Consistency-Token");
    }
}
