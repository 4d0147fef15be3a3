/**
 * Browser legs: sessions on libwebrtc in a watched child process, behind a port that core defines.
 * Nothing lives here yet.
 */
@NullMarked
package io.siprouter.webrtc;

import org.jspecify.annotations.NullMarked;
