package io.tributary.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

/** Each form of the state class is made here under one name, as if it had been changed between two releases. */
class StateSchemaTest {
    private static final ClassDesc STATE = ClassDesc.of("shop.State");
    private static final ClassDesc PART = ClassDesc.of("shop.Part");

    private static String fingerprint(Consumer<ClassBuilder> state) {
        return fingerprint(state, _ -> {
        });
    }

    private static String fingerprint(Consumer<ClassBuilder> state, Consumer<ClassBuilder> part) {
        var release = new Release(Map.of("shop.State", ClassFile.of().build(STATE, state), "shop.Part", ClassFile.of().build(PART, part)));
        return StateSchema.of(release.load());
    }

    private static final class Release extends ClassLoader {
        private final Map<String, byte[]> classes;

        Release(Map<String, byte[]> classes) {
            super(StateSchemaTest.class.getClassLoader());
            this.classes = classes;
        }

        Class<?> load() {
            return findClass("shop.State");
        }

        @Override
        protected Class<?> findClass(String name) {
            byte[] bytes = Objects.requireNonNull(classes.get(name), name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private static void count(ClassBuilder state) {
        state.withField("count", ConstantDescs.CD_int, 0);
    }

    private static void name(ClassBuilder state) {
        state.withField("name", ConstantDescs.CD_String, 0);
    }

    @Test
    void the_same_form_has_the_same_fingerprint_in_whatever_order_its_fields_stand() {
        assertThat(fingerprint(state -> {
            count(state);
            name(state);
        })).isEqualTo(fingerprint(state -> {
            name(state);
            count(state);
        })).matches("[0-9a-f]{32}");
    }

    @Test
    void a_field_that_is_added_renamed_or_of_another_type_changes_it() {
        assertThat(fingerprint(StateSchemaTest::count)).isNotEqualTo(fingerprint(state -> {
            count(state);
            name(state);
        })).isNotEqualTo(fingerprint(state -> state.withField("number", ConstantDescs.CD_int, 0))).isNotEqualTo(
                fingerprint(state -> state.withField("count", ConstantDescs.CD_long, 0)));
    }

    @Test
    void what_no_snapshot_holds_does_not_change_it() {
        assertThat(fingerprint(StateSchemaTest::count)).isEqualTo(fingerprint(state -> {
            count(state);
            state.withField("made", ConstantDescs.CD_int, ClassFile.ACC_STATIC);
            state.withField("looks", ConstantDescs.CD_int, ClassFile.ACC_TRANSIENT);
        }));
    }

    @Test
    void a_change_of_a_class_the_state_holds_changes_it() {
        Consumer<ClassBuilder> state = builder -> builder.withField("part", PART, 0);
        Consumer<ClassBuilder> withArray = builder -> builder.withField("part", PART.arrayType(), 0);
        assertThat(fingerprint(state, StateSchemaTest::count)).isNotEqualTo(fingerprint(state, StateSchemaTest::name)).isEqualTo(
                fingerprint(state, StateSchemaTest::count));
        assertThat(fingerprint(withArray, StateSchemaTest::count)).isNotEqualTo(fingerprint(withArray, StateSchemaTest::name));
    }

    @Test
    void a_change_of_meaning_is_told_by_the_revision() {
        assertThat(fingerprint(state -> revised(state, "1"))).isNotEqualTo(fingerprint(state -> revised(state, "2"))).isNotEqualTo(
                fingerprint(StateSchemaTest::count));
    }

    private static void revised(ClassBuilder state, String revision) {
        count(state);
        state.with(RuntimeVisibleAnnotationsAttribute.of(
                Annotation.of(ClassDesc.of(Revision.class.getName()), AnnotationElement.ofString("value", revision))));
    }
}
