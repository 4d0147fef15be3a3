package io.siprouter.control.handler;

/** Telephone numbers as they come in a query. */
final class Numbers {

  private Numbers() {}

  /** No number begins with a blank: it was the plus sign of somebody who did not write %2B. */
  static String typed(String text) {
    return text.startsWith(" ") ? "+" + text.substring(1) : text;
  }
}
