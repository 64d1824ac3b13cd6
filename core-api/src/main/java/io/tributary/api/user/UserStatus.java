package io.tributary.api.user;

public enum UserStatus {
    ACTIVE, DEACTIVATED
}
