package io.siprouter.control.auth;

/**
 * What came of making a token.
 *
 * @param secret to be shown once; of no use unless the change is done
 */
public record NewToken(AccessChange change, String secret) {
  @Override
  public String toString() {
    return "NewToken[" + change + "]";
  }
}
