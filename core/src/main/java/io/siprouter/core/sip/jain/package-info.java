/**
 * SIP transactions on JAIN-SIP: the one place where {@code javax.sip} is known. Its dialog layer is
 * not used; dialogs are ours, in the package above.
 */
@NullMarked
package io.siprouter.core.sip.jain;

import org.jspecify.annotations.NullMarked;
