@NullMarked
package io.siprouter.control.api;

import org.jspecify.annotations.NullMarked;
