package io.siprouter.control.command;

/**
 * One argument that is wrong.
 *
 * @param field its JSON path, without the leading {@code $.}
 * @param detail the value and what is allowed, for people
 */
public record Fault(String field, String detail) {}
