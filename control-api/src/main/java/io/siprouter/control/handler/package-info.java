/** What commands do: they ask the feed, or tell the engine. */
@NullMarked
package io.siprouter.control.handler;

import org.jspecify.annotations.NullMarked;
