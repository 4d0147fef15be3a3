package io.siprouter.config.route;

/**
 * The call is refused.
 *
 * @param code SIP status, 400..699
 */
public record Reject(int code, Decision why) implements RingPlan, DialPlan {}
