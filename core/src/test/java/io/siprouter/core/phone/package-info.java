/** Two phones and what they say to each other. */
@NullMarked
package io.siprouter.core.phone;

import org.jspecify.annotations.NullMarked;
