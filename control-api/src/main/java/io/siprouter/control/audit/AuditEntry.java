package io.siprouter.control.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that somebody did, or was not let do.
 *
 * @param who name of the principal, empty for a stranger
 * @param from address they came from, {@code local} for the socket of this machine
 * @param command as it is called in the interface
 * @param args what was asked for; secrets in it are masked before they are written
 * @param before what there was, likewise
 * @param after what there is now, likewise
 * @param outcome {@code ok}, or the code of the problem
 */
public record AuditEntry(
    Instant at,
    String who,
    String from,
    String command,
    Optional<Object> args,
    Optional<Object> before,
    Optional<Object> after,
    String outcome) {}
