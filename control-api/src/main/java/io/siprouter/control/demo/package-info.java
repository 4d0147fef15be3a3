/** Shows the engine at work: two scripted phones call each other through it. */
@NullMarked
package io.siprouter.control.demo;

import org.jspecify.annotations.NullMarked;
