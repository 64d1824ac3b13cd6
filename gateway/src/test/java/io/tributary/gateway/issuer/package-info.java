@NullMarked
package io.tributary.gateway.issuer;

import org.jspecify.annotations.NullMarked;
