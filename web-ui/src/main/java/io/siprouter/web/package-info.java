/**
 * The dashboard and softphone as static resources, served by control-api. Nothing lives here yet.
 */
@NullMarked
package io.siprouter.web;

import org.jspecify.annotations.NullMarked;
