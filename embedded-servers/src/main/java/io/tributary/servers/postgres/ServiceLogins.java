package io.tributary.servers.postgres;

/** The two logins of a service to its schema: {@code owner} runs migrations, {@code runTime} is what the service works as. */
public record ServiceLogins(ServiceDatabase owner, ServiceDatabase runTime) {}
