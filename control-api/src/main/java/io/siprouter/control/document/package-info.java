/** What the interface says about itself: OpenAPI and AsyncAPI, made of the catalogue. */
@NullMarked
package io.siprouter.control.document;

import org.jspecify.annotations.NullMarked;
