package io.tributary.chassis.operations;

/** The name this service is known by in the platform, such as {@code order-service}. */
public record ServiceName(String value) {}
