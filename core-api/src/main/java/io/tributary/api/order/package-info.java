@NullMarked
package io.tributary.api.order;

import org.jspecify.annotations.NullMarked;
