/** What breaks or changes under load, and what callers notice of it. */
@NullMarked
package io.tributary.acceptance.faults;

import org.jspecify.annotations.NullMarked;
