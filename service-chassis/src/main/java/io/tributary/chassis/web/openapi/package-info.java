/** The contract of a service as an OpenAPI document, made from its endpoints and the rules all of them share. */
@NullMarked
package io.tributary.chassis.web.openapi;

import org.jspecify.annotations.NullMarked;
