/** What both engines share: the group-commit appender, the follower of other writers, and the reading rules. */
@NullMarked
package io.tributary.eventstore.log;

import org.jspecify.annotations.NullMarked;
