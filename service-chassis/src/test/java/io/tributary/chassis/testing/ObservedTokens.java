package io.tributary.chassis.testing;

import io.tributary.chassis.processing.store.ProcessorTokens;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Tokens of processors that tell when one is about to be stored. */
public final class ObservedTokens {
    private ObservedTokens() {}

    /** What {@code observer} throws keeps the token from being stored. */
    public static ProcessorTokens of(ProcessorTokens tokens, Consumer<@Nullable TrackingToken> observer) {
        return (ProcessorTokens) Proxy.newProxyInstance(ObservedTokens.class.getClassLoader(), new Class<?>[]{ProcessorTokens.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("storeToken")) {
                        observer.accept((TrackingToken) arguments[0]);
                    }
                    try {
                        return method.invoke(tokens, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
