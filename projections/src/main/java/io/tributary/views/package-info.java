/** Cross-service views, each in a package of its own: rows computed from the topics of all owners, and nothing else. */
@NullMarked
package io.tributary.views;

import org.jspecify.annotations.NullMarked;
