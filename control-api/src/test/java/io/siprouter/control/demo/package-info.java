/** The demonstration's parts that can be seen without a hub. */
@NullMarked
package io.siprouter.control.demo;

import org.jspecify.annotations.NullMarked;
