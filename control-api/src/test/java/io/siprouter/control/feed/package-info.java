@NullMarked
package io.siprouter.control.feed;

import org.jspecify.annotations.NullMarked;
