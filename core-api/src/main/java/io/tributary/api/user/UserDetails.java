package io.tributary.api.user;

/** A user as of its event number {@code version}, counted from 1. */
public record UserDetails(UserId userId, PersonName name, EmailAddress email, UserStatus status, long version) {}
