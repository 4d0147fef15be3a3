package io.siprouter.control.command;

/** How a command is asked for by REST. */
public enum Verb {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  /** Not at all: it makes sense on a WebSocket only. */
  NONE;

  /** Whether its arguments come in the body rather than in the query. */
  public boolean hasBody() {
    return this == POST || this == PUT || this == PATCH;
  }
}
