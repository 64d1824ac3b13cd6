/** In which order collections and indexes keep what they hold. */
@NullMarked
package io.tributary.servers.mongo.keys;

import org.jspecify.annotations.NullMarked;
