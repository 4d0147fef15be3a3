package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.trunk.TrunkLine.Way;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerHuntTest {

  private static final SipUri CALLEE = SipUri.of("4930123", "sip.example.org");

  /** What was sent to a server, and what was asked of its dialog. */
  private record Offer(OutboundInvite invite, Consumer<DialogEvent> events, List<String> asked) {}

  private final List<Offer> offers = new ArrayList<>();
  private final List<DialogEvent> heard = new ArrayList<>();
  private final List<Destination> failed = new ArrayList<>();
  private final List<String> unusable = new ArrayList<>();
  private final ServerHunt hunt = hunt("10.0.0.1", "10.0.0.2", "10.0.0.3");

  @Test
  void silentServerIsPassedOverAndToldOf() {
    last().events().accept(new DialogEvent.Failed(Failure.TIMEOUT, "silent"));

    assertThat(heard).isEmpty();
    assertThat(failed).containsExactly(offers.getFirst().invite().destination());
    assertThat(last().invite().destination().address().getHostString()).isEqualTo("10.0.0.2");
    assertThat(last().invite().contact().host()).isEqualTo("hub-for-10.0.0.2");
    assertThat(last().invite().sdp()).isEqualTo("sound at hub-for-10.0.0.2");
    assertThat(last().invite().requestUri()).isEqualTo(CALLEE);
  }

  @Test
  void serverWithoutRoomForTheCallIsPassedOverButNotAvoided() {
    last().events().accept(refused(503));

    assertThat(offers).hasSize(2);
    assertThat(failed).isEmpty();
  }

  @Test
  void lastFailureIsTheCalls() {
    last().events().accept(refused(503));
    last().events().accept(refused(503));
    var end = refused(503);
    last().events().accept(end);

    assertThat(offers).hasSize(3);
    assertThat(heard).containsExactly(end);
  }

  @Test
  void serverThatNoSoundCouldGoToIsPassedOver() {
    unusable.add("hub-for-10.0.0.2");
    last().events().accept(refused(503));

    assertThat(offers).hasSize(2);
    assertThat(last().invite().contact().host()).isEqualTo("hub-for-10.0.0.3");
  }

  @Test
  void failureIsTheCallsWhereNoSoundCouldGoToAnyOtherServer() {
    unusable.addAll(List.of("hub-for-10.0.0.2", "hub-for-10.0.0.3"));
    var end = refused(503);
    last().events().accept(end);

    assertThat(heard).containsExactly(end);
  }

  @Test
  void refusalIsAnAnswer() {
    last().events().accept(refused(486));

    assertThat(offers).hasSize(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void callThatGotThroughIsNotTakenElsewhere() {
    var ringing = SipResponse.responseTo(request(), 180).build();
    last().events().accept(new DialogEvent.Provisional(ringing, Optional.empty()));
    last().events().accept(refused(503));

    assertThat(offers).hasSize(1);
    assertThat(heard).hasSize(2);
  }

  @Test
  void callThatIsGivenUpIsNotTakenElsewhere() {
    hunt.cancel(Optional.empty());
    last().events().accept(new DialogEvent.Failed(Failure.TIMEOUT, "silent"));

    assertThat(offers).hasSize(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void serverThatWasPassedOverIsHeardNoMore() {
    last().events().accept(refused(503));
    offers.getFirst().events().accept(refused(486));

    assertThat(heard).isEmpty();
  }

  @Test
  void ownersWishesGoToTheServerThatTookTheCall() {
    last().events().accept(refused(503));
    hunt.ack(Optional.empty());
    hunt.bye(Optional.empty());

    assertThat(offers.getFirst().asked()).isEmpty();
    assertThat(last().asked()).containsExactly("ack", "bye");
  }

  private ServerHunt hunt(String... servers) {
    var ways =
        Stream.of(servers)
            .map(
                ip ->
                    new Way(
                        SipUri.of("us", "hub-for-" + ip),
                        new Destination(SipTransport.UDP, new InetSocketAddress(ip, 5060))))
            .toList();
    var line =
        new TrunkLine(
            ways,
            HostPort.of("sip.example.org"),
            List.of(),
            new SipCredentials("u", "p"),
            failed::add);
    var invite =
        new OutboundInvite(
            CALLEE,
            NameAddr.of(CALLEE),
            NameAddr.of(CALLEE),
            line.contact(),
            line.destination(),
            "",
            List.of(),
            null);
    return new ServerHunt(
        new Servers(), way -> through(way, invite), line, Runnable::run, heard::add);
  }

  private Optional<OutboundInvite> through(Way way, OutboundInvite invite) {
    var here = way.contact().host();
    return unusable.contains(here)
        ? Optional.empty()
        : Optional.of(invite.through(way.contact(), way.destination(), "sound at " + here));
  }

  private Offer last() {
    return offers.getLast();
  }

  private static DialogEvent refused(int status) {
    return new DialogEvent.Refused(SipResponse.responseTo(request(), status).build());
  }

  private static SipRequest request() {
    return SipRequest.builder("INVITE", CALLEE).build();
  }

  /** Takes every INVITE and answers as the test says. */
  private final class Servers implements SipAgent {

    @Override
    public OutboundDialog invite(OutboundInvite invite, Consumer<DialogEvent> events) {
      var offer = new Offer(invite, events, new ArrayList<>());
      offers.add(offer);
      return new WrittenDown(offer.asked());
    }

    @Override
    public void send(OutboundRequest request, Consumer<ExchangeEvent> events) {
      throw new UnsupportedOperationException("a hunt sends INVITEs only");
    }
  }

  private record WrittenDown(List<String> asked) implements OutboundDialog {

    @Override
    public String callId() {
      return "1";
    }

    @Override
    public void ack(Optional<String> sdp) {
      asked.add("ack");
    }

    @Override
    public void cancel(Optional<String> reasonHeader) {
      asked.add("cancel");
    }

    @Override
    public void bye(Optional<String> reasonHeader) {
      asked.add("bye");
    }

    @Override
    public void reinvite(String sdp) {
      asked.add("reinvite");
    }

    @Override
    public void refresh(String sdp) {
      asked.add("refresh");
    }
  }
}
