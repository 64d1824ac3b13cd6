/** What every engine must do, as abstract tests that an engine extends with a fixture and nothing else. */
@NullMarked
package io.tributary.eventstore.contract;

import org.jspecify.annotations.NullMarked;
