package io.siprouter.core.sip;

/** How much the stack holds at the moment. */
public record SipTables(
    int serverTransactions, int clientTransactions, int dialogs, int connections) {

  /** Whether no call and no request is left; connections may outlive them. */
  public boolean idle() {
    return serverTransactions == 0 && clientTransactions == 0 && dialogs == 0;
  }
}
