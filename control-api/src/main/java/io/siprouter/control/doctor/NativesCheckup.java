package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.media.rtp.RtpIo;
import java.util.List;

/** What is used beside Java: so far nothing but epoll, which RTP can do without. */
final class NativesCheckup implements Checkup {

  @Override
  public String subject() {
    return "natives";
  }

  @Override
  public List<Finding> look(Patient patient) {
    return List.of(
        epoll(),
        ok(
            subject(),
            "no other is used; Opus, noise suppression and browsers will each bring one"));
  }

  private Finding epoll() {
    try (var io = RtpIo.start(1)) {
      return io.usesEpoll()
          ? ok(subject(), "RTP sockets use epoll")
          : warning(
              subject(),
              "RTP sockets work without epoll, which costs more of the processor",
              "for more than some dozens of calls run on Linux, outside of a sandbox");
    }
  }
}
