package io.tributary.gateway;

/** The services behind the gateway, by the names the platform starts them under. */
public enum Service {
    USER("user-service"), ORDER("order-service"), PAYMENT("payment-service"), PROJECTIONS("projections");

    private final String text;

    Service(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
