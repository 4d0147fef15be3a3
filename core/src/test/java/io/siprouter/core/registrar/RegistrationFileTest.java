package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.SipUri;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationFileTest {

  private static final Instant LATER = Instant.parse("2026-01-01T00:10:00.123456789Z");

  @TempDir private Path folder;

  @Test
  void everythingThatWasSavedIsThereAgain() throws Exception {
    var saved = List.of(desk(), pocket());

    new RegistrationFile(folder).save(saved);

    assertThat(new RegistrationFile(folder).load()).isEqualTo(saved);
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void firstStartHasNoRegistrations() {
    assertThat(new RegistrationFile(folder).load()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void noRegistrationsAreSavedToo() throws IOException {
    new RegistrationFile(folder).save(List.of());

    assertThat(new RegistrationFile(folder).load()).isEmpty();
    assertThat(file()).exists();
  }

  @Test
  void fileThatEndsTooEarlyIsNeverTakenForAWholeOne() throws Exception {
    new RegistrationFile(folder).save(List.of(desk(), pocket()));
    var whole = Files.readString(file());

    for (int length = 0; length < whole.stripTrailing().length(); length += 5) {
      Files.writeString(file(), whole.substring(0, length));

      assertThat(new RegistrationFile(folder).load()).as("%d characters", length).isEmpty();
      assertThat(file()).doesNotExist();
      assertThat(folder.resolve("registrations.broken")).hasContent(whole.substring(0, length));
    }
  }

  @Test
  void fileOfBytesThatAreNoTextIsPutAside() throws IOException {
    Files.write(file(), new byte[] {(byte) 0xff, 0, (byte) 0xc0, 10});

    assertThat(new RegistrationFile(folder).load()).isEmpty();
    assertThat(folder.resolve("registrations.broken")).exists();
  }

  @Test
  void lineThatMeansNothingSpoilsTheFile() throws Exception {
    new RegistrationFile(folder).save(List.of(desk()));
    Files.writeString(file(), Files.readString(file()).replace("UDP", "PIGEON"));

    assertThat(new RegistrationFile(folder).load()).isEmpty();
  }

  @RepeatedTest(3)
  void killedProcessLeavesTheOldFileOrTheNewOne() throws Exception {
    var writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("writing");
    } finally {
      writer.destroyForcibly().waitFor();
    }

    var left = new RegistrationFile(folder).load();

    assertThat(left).isNotEmpty().hasSize((int) left.getFirst().cSeq());
    assertThat(Collections.nCopies(left.size(), left.getFirst())).isEqualTo(left);
    assertThat(folder.resolve("registrations.broken")).doesNotExist();
    new RegistrationFile(folder).save(left);
  }

  /** Saves lists of ever changing length until it is killed. */
  static final class EndlessWriter {
    private EndlessWriter() {}

    public static void main(String[] folder) throws Exception {
      var file = new RegistrationFile(Path.of(folder[0]));
      for (int i = 0; ; i++) {
        int length = 1 + i * 37 % 500;
        file.save(Collections.nCopies(length, binding("sip:a@10.0.0.7", length)));
        if (i == 10) {
          System.out.println("writing");
        }
      }
    }
  }

  private Path file() {
    return folder.resolve("registrations");
  }

  private static Binding desk() throws SipParseException {
    return new Binding(
        "alice",
        SipUri.parse("sip:a%20b@10.0.0.7:5062;transport=udp;x=%221%202%22?Subject=a%20b"),
        TestPhone.flow("198.51.100.7", 40_123),
        new ProxyPath(List.of("<sip:near.example;lr>", "\"a, b\" <sip:edge.example;lr;ob>")),
        new FlowId("<urn:uuid:1 2>", 7),
        0.25,
        LATER,
        "-",
        4_294_967_295L,
        true);
  }

  private static Binding pocket() {
    var local = new InetSocketAddress("::", 5060);
    var remote = new InetSocketAddress("2001:db8::7", 5061);
    return new Binding(
        "über",
        SipUri.of("pocket", "[2001:db8::7]"),
        new SipFlow(SipTransport.TCP, local, remote),
        ProxyPath.NONE,
        null,
        1,
        LATER,
        "call id",
        1,
        true);
  }

  private static Binding binding(String contact, long cSeq) throws SipParseException {
    var flow = TestPhone.flow("198.51.100.7", 40_123);
    var uri = SipUri.parse(contact);
    return new Binding("a", uri, flow, ProxyPath.NONE, null, 1, LATER, "c", cSeq, true);
  }
}
