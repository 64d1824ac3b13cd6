/** The services on servers that the platform neither started nor configured. */
@NullMarked
package io.tributary.acceptance.ownservers;

import org.jspecify.annotations.NullMarked;
