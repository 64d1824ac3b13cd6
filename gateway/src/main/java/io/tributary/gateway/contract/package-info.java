/** The contract of everything behind the gateway as one document, and pages to browse it. */
@NullMarked
package io.tributary.gateway.contract;

import org.jspecify.annotations.NullMarked;
