/** TLS of SIP: our certificates, and whose certificates we take. Knows no message. */
@NullMarked
package io.siprouter.core.sip.tls;

import org.jspecify.annotations.NullMarked;
