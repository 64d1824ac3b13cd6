package io.tributary.chassis.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"unused", "UnusedVariable"}) // only the shapes matter
class ShapeOfAStateTest {
    interface Before {
        sealed interface Order {
            record Open(int lines) implements Order {}
        }

        final class Root {
            private @Nullable String id;
            private @Nullable Order state;
        }
    }

    interface Deeper {
        sealed interface Order {
            record Open(long lines) implements Order {}
        }

        final class Root {
            private @Nullable String id;
            private @Nullable Order state;
        }
    }

    @Revision("2")
    static final class Revised {
        private @Nullable String id;
    }

    static final class Unrevised {
        private @Nullable String id;
    }

    @Test
    void a_changed_field_anywhere_below_changes_the_shape() {
        assertThat(StateShape.of(Before.Root.class)).isNotEqualTo(StateShape.of(Deeper.Root.class));
    }

    @Test
    void the_shape_is_the_same_each_time() {
        assertThat(StateShape.of(Before.Root.class)).isEqualTo(StateShape.of(Before.Root.class)).hasSize(16);
    }

    @Test
    void a_revision_on_the_class_changes_the_shape() {
        assertThat(StateShape.of(Revised.class)).isNotEqualTo(StateShape.of(Unrevised.class));
    }
}
