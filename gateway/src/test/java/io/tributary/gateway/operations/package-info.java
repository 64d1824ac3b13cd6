@NullMarked
package io.tributary.gateway.operations;

import org.jspecify.annotations.NullMarked;
