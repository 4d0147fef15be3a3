package io.siprouter.core.sip;

import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A call a peer makes to us. */
public interface InboundDialog extends InviteDialog {

  /**
   * Says what we ask of the dialog; called once, inside {@link TransactionUser#onEvent}.
   *
   * @return whether the INVITE fits; if not, it has been refused
   */
  boolean agree(DialogTerms terms);

  /** Names who gets the dialog's events; called once, inside {@link TransactionUser#onEvent}. */
  void listen(Consumer<DialogEvent> events);

  /** Names what writes into our requests in this dialog; before any is sent. */
  void writing(RequestFilter filter);

  /**
   * Says how the call goes on.
   *
   * @param status [101..199]
   * @param sdp early media's answer
   * @param contact our Contact, with the address this peer is to use
   */
  void provisional(int status, Optional<String> sdp, SipUri contact);

  /** Takes the call; dropped if the caller has cancelled and been rejected. */
  void answer(String sdp, SipUri contact);

  /**
   * Refuses the call; also what ends a cancelled one (487).
   *
   * @param status [300..699]
   */
  void reject(int status, String reason, List<Header> extra);
}
