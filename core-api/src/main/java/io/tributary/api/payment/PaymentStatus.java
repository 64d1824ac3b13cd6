package io.tributary.api.payment;

public enum PaymentStatus {
    REQUESTED, AUTHORIZED, DECLINED, CAPTURED, VOIDED, REFUNDED
}
