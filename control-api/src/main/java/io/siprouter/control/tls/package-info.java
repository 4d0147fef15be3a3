/** The certificate that browsers are shown, and the authority of our own that signs it. */
@NullMarked
package io.siprouter.control.tls;

import org.jspecify.annotations.NullMarked;
