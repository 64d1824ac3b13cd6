package io.tributary.chassis.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.axonframework.messaging.responsetypes.AbstractResponseType;

/** Asks the query gateway for a {@link Page} of one item type; Axon's own response types do not match a generic return type. */
public final class PageOf<T> extends AbstractResponseType<Page<T>> {
    public PageOf(Class<T> item) {
        super(item);
    }

    @Override
    public boolean matches(Type answer) {
        return answer instanceof ParameterizedType type && type.getRawType() == Page.class
                && type.getActualTypeArguments()[0] == expectedResponseType;
    }

    @Override
    @SuppressWarnings("unchecked") // the handler was chosen by its return type
    public Page<T> convert(Object response) {
        return (Page<T>) response;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal carries no item type
    public Class<Page<T>> responseMessagePayloadType() {
        return (Class) Page.class;
    }
}
