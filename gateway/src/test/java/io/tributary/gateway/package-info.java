@NullMarked
package io.tributary.gateway;

import org.jspecify.annotations.NullMarked;
