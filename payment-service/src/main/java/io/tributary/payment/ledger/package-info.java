@NullMarked
package io.tributary.payment.ledger;

import org.jspecify.annotations.NullMarked;
