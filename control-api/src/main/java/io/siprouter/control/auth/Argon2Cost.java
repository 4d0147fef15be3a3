package io.siprouter.control.auth;

/**
 * What a guess costs. RFC 9106 §3.1.
 *
 * @param memoryKib [KiB]
 * @param passes over that memory
 */
record Argon2Cost(int memoryKib, int passes, int lanes) {

  /** 19 MiB and two passes: what OWASP asks for at least; a small box takes some 100 ms. */
  static final Argon2Cost USUAL = new Argon2Cost(19 << 10, 2, 1);
}
