package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.CodecName;
import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets programs choose codecs while calls run. What they choose counts for dialogs that begin from
 * then on, until the daemon ends. Any thread.
 */
public final class CodecPriorities {

  private static final String ALLOWED =
      "each once of "
          + String.join(", ", Arrays.stream(CodecName.values()).map(Enum::name).toList());

  private final Supplier<AppConfig> config;
  private final RunTimeCodecs chosen;

  CodecPriorities(Supplier<AppConfig> config, RunTimeCodecs chosen) {
    this.config = config;
    this.chosen = chosen;
  }

  /**
   * Chooses the codecs of a device.
   *
   * @param device its id
   * @param codecs best first, as the configuration spells them; none go back to what is configured
   * @return what counts from now on
   */
  public Outcome<List<String>> ofDevice(String device, List<String> codecs) {
    var now = config.get();
    return now.device(device)
        .map(known -> choose(CallSource.of(known), codecs, now.codecsOf(known)))
        .orElseGet(() -> new Invalid<>("device", device, "the id of a device"));
  }

  /**
   * Chooses the codecs of a provider, as {@link #ofDevice} does.
   *
   * @param provider its id
   */
  public Outcome<List<String>> ofProvider(String provider, List<String> codecs) {
    var now = config.get();
    return now.provider(provider)
        .map(known -> choose(CallSource.of(known), codecs, now.codecsOf(known)))
        .orElseGet(() -> new Invalid<>("provider", provider, "the id of a provider"));
  }

  /** What counts for a device now; empty where there is no such device. */
  public Optional<List<String>> ofDevice(String device) {
    var now = config.get();
    return now.device(device).map(known -> counting(CallSource.of(known), now.codecsOf(known)));
  }

  /** What counts for a provider now; empty where there is no such provider. */
  public Optional<List<String>> ofProvider(String provider) {
    var now = config.get();
    return now.provider(provider).map(known -> counting(CallSource.of(known), now.codecsOf(known)));
  }

  private List<String> counting(CallSource peer, List<CodecName> configured) {
    return names(chosen.of(peer).orElse(configured));
  }

  private static List<String> names(List<CodecName> codecs) {
    return codecs.stream().map(Enum::name).toList();
  }

  private Outcome<List<String>> choose(
      CallSource peer, List<String> codecs, List<CodecName> configured) {
    var names = codecs.stream().map(CodecName::parse).flatMap(Optional::stream).distinct().toList();
    if (names.size() != codecs.size()) {
      return new Invalid<>("codecs", String.join(", ", codecs), ALLOWED);
    }
    chosen.choose(peer, names);
    return new Done<>(names(names.isEmpty() ? configured : names));
  }
}
