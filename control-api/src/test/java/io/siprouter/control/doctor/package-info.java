@NullMarked
package io.siprouter.control.doctor;

import org.jspecify.annotations.NullMarked;
