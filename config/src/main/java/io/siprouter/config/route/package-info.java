/** Pure route resolution: from numbers to ring and dial plans. */
@NullMarked
package io.siprouter.config.route;

import org.jspecify.annotations.NullMarked;
