@NullMarked
package io.tributary.platform.mongo;

import org.jspecify.annotations.NullMarked;
