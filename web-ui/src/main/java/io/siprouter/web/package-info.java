/** The plain page as static files, served by control-api. */
@NullMarked
package io.siprouter.web;

import org.jspecify.annotations.NullMarked;
