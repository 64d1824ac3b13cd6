/**
 * The engine on MongoDB: one document per commit. It uses atomicity of single documents, unique indexes, and look-ups by equality and
 * {@code $in} on exactly the fields of an index; so the embedded development server and a replica set behave alike.
 */
@NullMarked
package io.tributary.eventstore.mongo;

import org.jspecify.annotations.NullMarked;
