package io.tributary.chassis.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/** Reads from the records themselves what Jackson's annotations would say: what is a plain value, and what must not be missing. */
final class DomainRecords extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedMethod method && method.getParameterCount() == 0 && method.getName().equals("value")
                && isValue(method.getDeclaringClass()) ? Boolean.TRUE : null;
    }

    /** A record is its components: what it can be asked beyond them ({@code isPositive}) is not part of it. */
    @Override
    public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
        Class<?> owner = member.getDeclaringClass();
        return member instanceof AnnotatedMethod method && owner.isRecord()
                && Arrays.stream(owner.getRecordComponents()).noneMatch(component -> component.getAccessor().equals(method.getAnnotated()));
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return isMandatory(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.@Nullable Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedMember member && isMandatory(member)
                ? JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL)
                : null;
    }

    static boolean isValue(Class<?> type) {
        if (!type.isRecord()) {
            return false;
        }
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1 && components[0].getName().equals("value");
    }

    private static boolean isMandatory(AnnotatedMember member) {
        Class<?> owner = member.getDeclaringClass();
        if (!owner.isRecord() || !isNullMarked(owner) || !(member instanceof AnnotatedParameter parameter)) {
            return false;
        }
        RecordComponent[] components = owner.getRecordComponents();
        return parameter.getOwner().getParameterCount() == components.length && !isNullable(components[parameter.getIndex()]);
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (outer.isAnnotationPresent(NullMarked.class)) {
                return true;
            }
        }
        return type.getPackage().isAnnotationPresent(NullMarked.class);
    }

    private static boolean isNullable(RecordComponent component) {
        return Arrays.stream(new AnnotatedElement[]{component, component.getAnnotatedType()}).anyMatch(
                element -> element.isAnnotationPresent(Nullable.class));
    }
}
