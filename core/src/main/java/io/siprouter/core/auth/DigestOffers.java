package io.siprouter.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.config.Device;
import io.siprouter.config.DigestName;
import io.siprouter.sip.auth.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which algorithms each name is challenged with: those of the device that has it as username or
 * extension. A name that nobody has is challenged with those of one of the devices, always the
 * same, so that no challenge tells who exists. Any thread.
 */
final class DigestOffers {

  private static final char PURPOSE = 'o';
  private static final List<DigestAlgorithm> WITHOUT_DEVICES = List.of(DigestAlgorithm.MD5);

  private final Map<String, List<DigestAlgorithm>> byName = new HashMap<>();
  private final List<List<DigestAlgorithm>> decoys;
  private final NonceKey key;

  DigestOffers(Collection<Device> devices, NonceKey key) {
    devices.forEach(device -> byName.put(device.extension(), algorithms(device)));
    devices.forEach(device -> byName.put(device.username(), algorithms(device)));
    this.decoys =
        devices.isEmpty()
            ? List.of(WITHOUT_DEVICES)
            : devices.stream().map(DigestOffers::algorithms).toList();
    this.key = key;
  }

  /** Strongest first, as RFC 8760 §2.3 wants it. Takes the same work whoever has the name. */
  List<DigestAlgorithm> to(String name) {
    return byName.getOrDefault(name, decoy(name));
  }

  private List<DigestAlgorithm> decoy(String name) {
    int hash = ByteBuffer.wrap(key.sign(PURPOSE, name.getBytes(UTF_8))).getInt();
    return decoys.get(Math.floorMod(hash, decoys.size()));
  }

  private static List<DigestAlgorithm> algorithms(Device device) {
    return device.digest().stream().map(DigestOffers::algorithm).toList();
  }

  private static DigestAlgorithm algorithm(DigestName name) {
    return switch (name) {
      case SHA_256 -> DigestAlgorithm.SHA_256;
      case MD5 -> DigestAlgorithm.MD5;
    };
  }
}
