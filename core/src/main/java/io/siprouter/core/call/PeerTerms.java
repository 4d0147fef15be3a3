package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.Quirks;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.SessionTerms;

/** What the configuration says about the dialogs with a peer. */
final class PeerTerms {

  private PeerTerms() {}

  static DialogTerms of(AppConfig config, Provider provider) {
    return of(config, provider.quirks());
  }

  static DialogTerms of(AppConfig config, Device device) {
    return of(config, device.quirks());
  }

  private static DialogTerms of(AppConfig config, Quirks quirks) {
    var timer = config.server().sessionTimer();
    var session =
        quirks.sessionTimer()
            ? new SessionTerms(timer.intervalSec(), timer.minSec())
            : SessionTerms.OFF;
    return new DialogTerms(session, reliability(quirks.reliableProvisional()));
  }

  private static Reliability reliability(Quirks.Usage usage) {
    return switch (usage) {
      case OFF -> Reliability.OFF;
      case SUPPORTED -> Reliability.SUPPORTED;
      case REQUIRED -> Reliability.REQUIRED;
    };
  }
}
