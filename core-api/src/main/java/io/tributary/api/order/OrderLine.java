package io.tributary.api.order;

import io.tributary.api.Money;

public record OrderLine(String sku, String title, int quantity, Money unitPrice) {
    public Money total() {
        return unitPrice.times(quantity);
    }
}
