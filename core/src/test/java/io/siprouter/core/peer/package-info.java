/** Real SIP programs as nouns of the tests: Asterisk, baresip and SIPp, started, steered, heard. */
@NullMarked
package io.siprouter.core.peer;

import org.jspecify.annotations.NullMarked;
