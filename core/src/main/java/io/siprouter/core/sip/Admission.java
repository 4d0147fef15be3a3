package io.siprouter.core.sip;

import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.ReasonPhrase;
import java.util.List;

/** What becomes of a request that nothing here knows yet. */
public sealed interface Admission {

  /** It gets a transaction, and whoever serves it is told who sent it. */
  record Admitted(Sender sender) implements Admission {}

  /**
   * It is answered at once and forgotten.
   *
   * @param status [200..699]
   */
  record Answered(int status, String reason, List<Header> headers) implements Admission {
    public Answered {
      headers = List.copyOf(headers);
    }
  }

  /** Lets in whoever it is. */
  static Admission anyone() {
    return new Admitted(new Sender.Unproven());
  }

  static Admission answer(int status, List<Header> headers) {
    return new Answered(status, ReasonPhrase.of(status), headers);
  }
}
