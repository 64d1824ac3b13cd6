@NullMarked
package io.tributary.platform.kafka;

import org.jspecify.annotations.NullMarked;
