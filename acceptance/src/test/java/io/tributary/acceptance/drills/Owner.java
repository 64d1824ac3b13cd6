package io.tributary.acceptance.drills;

/** Who owns data, and where its own endpoints are. */
enum Owner {
    USER("user-service", 1), ORDER("order-service", 2), PAYMENT("payment-service", 3);

    private final String text;
    private final int offset;

    Owner(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    String text() {
        return text;
    }

    int offset() {
        return offset;
    }
}
