@NullMarked
package io.tributary.servers.kafka;

import org.jspecify.annotations.NullMarked;
