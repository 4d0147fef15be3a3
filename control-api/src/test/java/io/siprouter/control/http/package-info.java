@NullMarked
package io.siprouter.control.http;

import org.jspecify.annotations.NullMarked;
