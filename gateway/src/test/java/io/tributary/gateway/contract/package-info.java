@NullMarked
package io.tributary.gateway.contract;

import org.jspecify.annotations.NullMarked;
