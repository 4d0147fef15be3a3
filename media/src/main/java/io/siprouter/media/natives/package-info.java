/** What is written in C, the only users of JNA. Libraries are found once for the whole process. */
@NullMarked
package io.siprouter.media.natives;

import org.jspecify.annotations.NullMarked;
