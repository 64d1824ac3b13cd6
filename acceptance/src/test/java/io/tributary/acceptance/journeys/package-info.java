@NullMarked
package io.tributary.acceptance.journeys;

import org.jspecify.annotations.NullMarked;
