/** The engine as one thing: everything of core, wired. */
@NullMarked
package io.siprouter.core;

import org.jspecify.annotations.NullMarked;
