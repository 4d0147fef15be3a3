/** What the daemon shows of itself: plain records as they stand in JSON. */
@NullMarked
package io.siprouter.control.view;

import org.jspecify.annotations.NullMarked;
