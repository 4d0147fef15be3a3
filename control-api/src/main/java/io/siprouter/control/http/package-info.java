/** The control interface over HTTP and HTTPS: who is let in, and what strangers may see. */
@NullMarked
package io.siprouter.control.http;

import org.jspecify.annotations.NullMarked;
