/** What would happen to a call, said in full. */
@NullMarked
package io.siprouter.core.explain;

import org.jspecify.annotations.NullMarked;
