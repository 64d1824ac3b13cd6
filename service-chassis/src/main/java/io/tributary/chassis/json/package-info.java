/** How values of the domain look in JSON, stored or sent. */
@NullMarked
package io.tributary.chassis.json;

import org.jspecify.annotations.NullMarked;
