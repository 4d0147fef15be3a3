package io.siprouter.sip.message;

/**
 * Why a message is not taken. A request is answered with it; a response is dropped.
 *
 * @param status [400..699]
 * @param reason in our words, fit to be the reason phrase
 */
public record Refusal(int status, String reason) {}
