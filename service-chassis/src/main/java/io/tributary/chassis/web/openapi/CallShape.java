package io.tributary.chassis.web.openapi;

import io.tributary.chassis.web.HttpCommands;
import io.tributary.chassis.web.HttpViews;
import io.tributary.chassis.web.Refuses;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** What the signature of an endpoint's method tells about its call. */
record CallShape(HandlerMethod method) {
    String status() {
        if (creates()) {
            return "201";
        }
        if (!hasBody()) {
            return "204";
        }
        return isAccepted() ? "202" : "200";
    }

    /** Sends a command: answered with a version and a token. */
    boolean isCommand() { return creates() || !hasBody(); }

    /** Starts or changes something without a command: not answered with a version, but repeated under a key all the same. */
    boolean isOperation() {
        return maps(RequestMethod.POST) && !isCommand();
    }

    boolean creates() {
        return returns(HttpCommands.Created.class);
    }

    /** What is created under an id of the caller's may be there already; an id made for the purpose never is. */
    boolean createsUnderGivenId() {
        return creates() && maps(RequestMethod.PUT);
    }

    boolean isView() { return returns(HttpViews.View.class) || returns(HttpViews.VersionedView.class); }

    boolean hasBody() {
        return answer().getGeneric(0).resolve() != Void.class;
    }

    /** Starts what goes on after the answer. */
    boolean isAccepted() { return returns(ResponseEntity.class) && !isRead(); }

    /** A read that says of which version it is. */
    boolean hasVersion() {
        return returns(HttpViews.VersionedView.class) || returns(ResponseEntity.class) && isRead();
    }

    boolean isRead() { return maps(RequestMethod.GET); }

    private boolean maps(RequestMethod wanted) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null && Arrays.asList(mapping.method()).contains(wanted);
    }

    boolean takesBody() {
        return takes(RequestBody.class);
    }

    boolean takesCursor() {
        return Arrays.stream(method.getMethodParameters()).anyMatch(
                parameter -> parameter.hasParameterAnnotation(RequestParam.class) && "cursor".equals(parameter.getParameter().getName()));
    }

    boolean takesParameters() {
        return takes(RequestParam.class) || takes(PathVariable.class);
    }

    @Nullable
    Refuses refuses() {
        return method.getMethodAnnotation(Refuses.class);
    }

    private boolean takes(Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }

    private boolean returns(Class<?> type) {
        return Objects.equals(answer().resolve(), type);
    }

    private ResolvableType answer() {
        return ResolvableType.forMethodReturnType(method.getMethod());
    }
}
