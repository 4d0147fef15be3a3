/** Our registrations at providers, and which inbound calls come from them. */
@NullMarked
package io.siprouter.core.trunk;

import org.jspecify.annotations.NullMarked;
