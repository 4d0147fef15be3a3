/** Our registrations at providers. */
@NullMarked
package io.siprouter.core.trunk;

import org.jspecify.annotations.NullMarked;
