@NullMarked
package io.siprouter.control.tls;

import org.jspecify.annotations.NullMarked;
