@NullMarked
package io.siprouter.control.audit;

import org.jspecify.annotations.NullMarked;
