package io.siprouter.config.number;

/**
 * A number as it was read, with the reason for its worldwide form.
 *
 * @param why for people, half a sentence without full stop
 */
public record NumberReading(PhoneNumber number, String why) {}
