package io.siprouter.core.sip.tls;

import io.netty.handler.codec.DecoderException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in a few words why a connection failed. */
public final class TlsFailure {

  private TlsFailure() {}

  /** The cause that helps a person most, however deep it lies. */
  public static String describe(Throwable failure) {
    return causes(failure)
        .flatMap(cause -> certificateFault(cause).stream())
        .findFirst()
        .orElseGet(() -> general(failure));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(10);
  }

  private static Optional<String> certificateFault(Throwable cause) {
    return switch (cause) {
      case NameMismatchException mismatch -> Optional.of(text(mismatch));
      case CertificateExpiredException expired ->
          Optional.of("certificate has expired: " + text(expired));
      case CertificateNotYetValidException early ->
          Optional.of("certificate is not valid yet: " + text(early));
      case CertPathBuilderException _ -> Optional.of("certificate of an unknown authority");
      default -> Optional.empty();
    };
  }

  private static String general(Throwable failure) {
    var cause =
        failure instanceof DecoderException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ClosedChannelException _ -> "closed by the peer";
      case SSLException _ -> "TLS failed: " + text(cause);
      default -> text(cause);
    };
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
