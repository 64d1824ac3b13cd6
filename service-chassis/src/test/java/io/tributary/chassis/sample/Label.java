package io.tributary.chassis.sample;

public record Label(String value) {
    public Label {
        if (value.isBlank() || value.length() > 40) {
            throw new IllegalArgumentException("a label has 1 to 40 characters and is not blank");
        }
    }
}
