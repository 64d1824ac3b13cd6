package io.tributary.chassis.processing.deadletters;

import io.tributary.chassis.processing.ViewBeingFilled;
import io.tributary.eventstore.CommitLogException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Tells failures of the surroundings, which pass, from those of an event or a request, which do not: only events that fail so are parked. */
public final class Transient {
    /** By name: these libraries are not on every service's class path. */
    private static final Set<String> KINDS = Set.of("org.springframework.dao.TransientDataAccessException",
            "org.springframework.dao.RecoverableDataAccessException", "org.springframework.dao.NonTransientDataAccessResourceException",
            "org.springframework.jdbc.CannotGetJdbcConnectionException", "org.springframework.transaction.CannotCreateTransactionException",
            "com.mongodb.MongoSocketException", "com.mongodb.MongoTimeoutException", "com.mongodb.MongoNotPrimaryException",
            "com.mongodb.MongoNodeIsRecoveringException");

    private Transient() {}

    public static boolean is(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isOne(cause) || isNamed(cause.getClass())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        return switch (cause) {
            case CommitLogException.Unavailable _,CommitLogException.OutcomeUnknown _,RetriableException _,SQLTransientException _,SQLRecoverableException _,UnableToClaimTokenException _,ConcurrencyException _,ViewBeingFilled _,InterruptedException _ ->
                true;
            default -> false;
        };
    }

    private static boolean isNamed(Class<?> type) {
        for (Class<?> kind = type; kind != null; kind = kind.getSuperclass()) {
            if (KINDS.contains(kind.getName())) {
                return true;
            }
        }
        return false;
    }
}
