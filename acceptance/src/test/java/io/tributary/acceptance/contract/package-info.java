/** The documents of the listeners and of the topics, compared with what is answered and published. */
@NullMarked
package io.tributary.acceptance.contract;

import org.jspecify.annotations.NullMarked;
