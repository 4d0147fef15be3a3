/** Certificates and private keys in PEM files, checked as far as that needs no peer. */
@NullMarked
package io.siprouter.config.pem;

import org.jspecify.annotations.NullMarked;
