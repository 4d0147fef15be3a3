package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.message.MessageExt;
import java.util.Collections;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request to the {@link Target} it carries. Named in the stack's properties, so public
 * with the constructor that JAIN-SIP calls.
 */
public final class TargetRouter implements Router {

  public TargetRouter(SipStack stack, @Nullable String outboundProxy) {}

  @Override
  public @Nullable Hop getOutboundProxy() {
    return null;
  }

  @Override
  @SuppressWarnings("deprecation")
  public ListIterator<Hop> getNextHops(Request request) {
    return Collections.emptyListIterator();
  }

  @Override
  public Hop getNextHop(Request request) throws SipException {
    if (((MessageExt) request).getApplicationData() instanceof Target target) {
      return target;
    }
    throw new SipException("request without a target");
  }
}
