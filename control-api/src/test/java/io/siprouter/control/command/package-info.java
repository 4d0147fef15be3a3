@NullMarked
package io.siprouter.control.command;

import org.jspecify.annotations.NullMarked;
