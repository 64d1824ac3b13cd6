@NullMarked
package io.tributary.servers.postgres;

import org.jspecify.annotations.NullMarked;
