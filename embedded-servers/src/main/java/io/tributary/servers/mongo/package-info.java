@NullMarked
package io.tributary.servers.mongo;

import org.jspecify.annotations.NullMarked;
