/** One variant under measurement in a virtual machine of its own, driven over standard input and output. */
@NullMarked
package io.tributary.eventstore.bench.worker;

import org.jspecify.annotations.NullMarked;
