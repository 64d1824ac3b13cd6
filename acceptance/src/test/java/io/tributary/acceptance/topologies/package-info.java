/** What each topology costs. */
@NullMarked
package io.tributary.acceptance.topologies;

import org.jspecify.annotations.NullMarked;
