/** What the hot paths cost, in time and in garbage. */
@NullMarked
package io.siprouter.bench;

import org.jspecify.annotations.NullMarked;
