/** One owner is broken on purpose while all owners are under load: what the others' callers notice, and how the owner comes back. */
@NullMarked
package io.tributary.acceptance.drills;

import org.jspecify.annotations.NullMarked;
