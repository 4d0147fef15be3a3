/**
 * The stack behind the agent: dialogs, digest, and who gets which message. Everything of one dialog
 * happens on the lane of its Call-ID.
 */
@NullMarked
package io.siprouter.core.sip.stack;

import org.jspecify.annotations.NullMarked;
