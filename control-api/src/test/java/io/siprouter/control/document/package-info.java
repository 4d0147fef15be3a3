@NullMarked
package io.siprouter.control.document;

import org.jspecify.annotations.NullMarked;
