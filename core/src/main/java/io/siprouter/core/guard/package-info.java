/** Who is not even listened to: rates and bans by source address. */
@NullMarked
package io.siprouter.core.guard;

import org.jspecify.annotations.NullMarked;
