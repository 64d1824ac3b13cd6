@NullMarked
package io.tributary.gateway.composition;

import org.jspecify.annotations.NullMarked;
