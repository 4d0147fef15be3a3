/**
 * A small SIP phone with sound, independent of the engine, which it is there to prove.
 *
 * <pre>
 *               ScriptedPhone  any thread: commands, waiting
 *  - - - - - - - - - | - - - - - - - - - - - - - - - - - -
 *  PhoneWire --> PhoneSip --> PhoneRegistrar
 *  (socket)          |
 *                    +------> PhoneCall --> PhoneMedia --> PhoneAudio
 *                             (dialog)      (offer,        (PhoneMouth: tone --> RTP
 *                                            answer)        PhoneEar:   RTP --> tones and keys heard)
 * </pre>
 */
@NullMarked
package io.siprouter.core.phone;

import org.jspecify.annotations.NullMarked;
