package io.tributary.api.order;

public enum OrderStatus {
    PLACED, CONFIRMED, SHIPPED, CANCELLED
}
