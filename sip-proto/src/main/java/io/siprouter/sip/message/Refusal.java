package io.siprouter.sip.message;

import java.util.List;

/**
 * Why a message is not taken. A request is answered with it; a response is dropped.
 *
 * @param status [400..699]
 * @param reason in our words, fit to be the reason phrase
 * @param headers what the answer needs to be understood
 */
public record Refusal(int status, String reason, List<Header> headers) {

  public Refusal {
    headers = List.copyOf(headers);
  }

  public Refusal(int status, String reason) {
    this(status, reason, List.of());
  }
}
