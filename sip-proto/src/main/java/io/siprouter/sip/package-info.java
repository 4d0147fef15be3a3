/**
 * What every package of the SIP data model shares: grammar helpers, parameters, the parse fault.
 */
@NullMarked
package io.siprouter.sip;

import org.jspecify.annotations.NullMarked;
