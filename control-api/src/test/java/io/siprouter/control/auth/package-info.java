@NullMarked
package io.siprouter.control.auth;

import org.jspecify.annotations.NullMarked;
