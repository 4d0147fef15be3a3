package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.DefaultTlsSecurityPolicy;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import io.siprouter.core.sip.transport.Lanes;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.Transports;
import io.siprouter.sip.message.SipResponse;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TooManyListenersException;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.SipListener;

/** JAIN-SIP as we run it: its properties, and how its parts and ours are put together. */
final class JainStack implements AutoCloseable {
  /**
   * JAIN-SIP gives up an INVITE after this without a CANCEL: above the longest ringing that can be
   * configured (600 s) and the 64*T1 that a CANCEL may take.
   */
  private static final int MAX_INVITE_SECONDS = 700;

  private static final int MAX_NON_INVITE_SECONDS = 40; // above 64*T1

  private final SipStackImpl stack;
  private final SipProviderImpl provider;
  private final Map<SipTransport, NettyProcessor> processors = new EnumMap<>(SipTransport.class);

  JainStack(Transports transports, Lanes lanes, SipListener listener) {
    try {
      stack = new SipStackImpl(properties());
      endEventScanner(stack);
      ((LaneTimer) stack.getTimer()).attach(lanes);
      for (var transport : SipTransport.values()) {
        processors.put(transport, new NettyProcessor(stack, transport, transports));
      }
      stack.setMessageProcessorFactory((_, _, _, name) -> processor(SipTransport.of(name)));
      provider = provider(transports);
      provider.addSipListener(listener);
    } catch (SipException | InvalidArgumentException | TooManyListenersException e) {
      throw new IllegalStateException("JAIN-SIP does not start", e);
    }
  }

  /**
   * Ends the thread that waits for events to deliver: ours are delivered on the lanes, and it would
   * keep the process alive. It needs one event to notice; nobody listens yet.
   */
  private static void endEventScanner(SipStackImpl fresh) {
    var scanner = fresh.getEventScanner();
    scanner.forceStop();
    scanner.addEvent(new EventWrapper(new IOExceptionEvent(scanner, "", 0, ""), null));
  }

  private static Properties properties() {
    var properties = new Properties();
    properties.put("javax.sip.STACK_NAME", "siprouter");
    properties.put("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    properties.put("javax.sip.ROUTER_PATH", TargetRouter.class.getName());
    var nist = "gov.nist.javax.sip.";
    properties.put(nist + "STACK_LOGGER", Slf4jStackLogger.class.getName());
    properties.put(nist + "SERVER_LOGGER", SilentServerLogger.class.getName());
    properties.put(nist + "TIMER_CLASS_NAME", LaneTimer.class.getName());
    properties.put(nist + "TLS_SECURITY_POLICY", DefaultTlsSecurityPolicy.class.getName());
    properties.put(nist + "REENTRANT_LISTENER", "true");
    properties.put(nist + "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    properties.put(nist + "DELIVER_UNSOLICITED_NOTIFY", "true");
    properties.put(nist + "MAX_LISTENER_RESPONSE_TIME", "10");
    properties.put(nist + "LINGER_TIMER", "1");
    properties.put(nist + "RELEASE_REFERENCES_STRATEGY", "None");
    properties.put(nist + "MAX_TX_LIFETIME_INVITE", Integer.toString(MAX_INVITE_SECONDS));
    properties.put(nist + "MAX_TX_LIFETIME_NON_INVITE", Integer.toString(MAX_NON_INVITE_SECONDS));
    return properties;
  }

  private SipProviderImpl provider(Transports transports)
      throws SipException, InvalidArgumentException {
    SipProviderImpl made = null;
    for (var transport : SipTransport.values()) {
      var local = transports.local(transport);
      var point =
          stack.createListeningPoint(
              local.getAddress().getHostAddress(), local.getPort(), transport.uriParameter());
      if (made == null) {
        made = (SipProviderImpl) stack.createSipProvider(point);
      } else {
        made.addListeningPoint(point);
      }
    }
    return Objects.requireNonNull(made);
  }

  NettyProcessor processor(SipTransport transport) {
    return Objects.requireNonNull(processors.get(transport));
  }

  SipStackImpl transactions() {
    return stack;
  }

  SipProviderImpl provider() {
    return provider;
  }

  /**
   * Whether a transaction waits for this response. To be asked first: given any other response,
   * JAIN-SIP compares it with every transaction there is. RFC 3261 §17.1.3.
   */
  boolean awaits(SipResponse response) {
    var branch = response.topVia().branch().orElse("").toLowerCase(Locale.ROOT);
    var isOfCancel = response.cSeq().method().equals("CANCEL");
    return stack.findTransaction(isOfCancel ? branch + ":cancel" : branch, false) != null;
  }

  /** The transaction of this key, as far as it has a request of ours. */
  Optional<InboundTransaction> inbound(String key) {
    return stack.findTransaction(key, true) instanceof SIPServerTransaction known
            && known.getApplicationData() instanceof InboundTransaction ours
        ? Optional.of(ours)
        : Optional.empty();
  }

  void forget(SIPTransaction transaction) {
    stack.removeTransaction(transaction);
  }

  /** Frees nothing but memory, after a pause of a second that nobody has to wait for. */
  @Override
  public void close() {
    Thread.ofPlatform().name("sip-stop").daemon().start(stack::stop);
  }
}
