package io.siprouter.core.auth;

/**
 * Which counts of one nonce have been used. UDP brings them out of order, so each of the last
 * {@value Long#SIZE} may come once; what is older counts as used.
 */
final class CountWindow {

  private int highest;
  private long used; // bit n: highest - n

  /**
   * Uses a count; false if it has been, or may have been.
   *
   * @param count from 1
   */
  boolean use(int count) {
    if (count > highest) {
      int step = count - highest;
      used = step < Long.SIZE ? used << step | 1 : 1;
      highest = count;
      return true;
    }
    int age = highest - count;
    if (count < 1 || age >= Long.SIZE || (used >>> age & 1) != 0) {
      return false;
    }
    used |= 1L << age;
    return true;
  }
}
