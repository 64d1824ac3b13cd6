@NullMarked
package io.tributary.payment.provider.simulator;

import org.jspecify.annotations.NullMarked;
