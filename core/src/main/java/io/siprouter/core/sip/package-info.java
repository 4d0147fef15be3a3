/**
 * SIP transports, the JAIN-SIP stack and the agent the engine talks to; the only user of JAIN-SIP.
 */
@NullMarked
package io.siprouter.core.sip;

import org.jspecify.annotations.NullMarked;
