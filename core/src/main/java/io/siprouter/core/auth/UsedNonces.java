package io.siprouter.core.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Remembers which counts of which nonces each device has used, so that nothing can be replayed. Any
 * thread. RFC 7616 §3.4, where {@code nc} is that count.
 *
 * <p>Only right credentials get here, so strangers fill nothing, and no device takes the room of
 * another. Of each device the last {@value #MOST} nonces are known; whatever was issued up to the
 * youngest that had to go counts as used.
 */
final class UsedNonces {

  static final int MOST = 512;

  private final Map<String, OfDevice> devices = new ConcurrentHashMap<>();

  /** Uses a nonce; false if that has been done with this count, or may have been. */
  boolean use(String deviceId, Nonce nonce, int count) {
    var isNew = new AtomicBoolean();
    devices.compute(
        deviceId,
        (_, known) -> {
          var device = known == null ? new OfDevice() : known;
          isNew.setPlain(device.use(nonce, count));
          return device;
        });
    return isNew.getPlain();
  }

  /** Touched only while the map computes its entry. */
  private static final class OfDevice {
    private final Map<Nonce, CountWindow> windows = new LinkedHashMap<>();
    private long forgotten = -1; // the highest number

    boolean use(Nonce nonce, int count) {
      var known = windows.get(nonce);
      if (known != null) {
        return known.use(count);
      }
      if (nonce.number() <= forgotten) {
        return false;
      }
      var window = new CountWindow();
      windows.put(nonce, window);
      forgetOldest();
      return window.use(count);
    }

    private void forgetOldest() {
      if (windows.size() > MOST) {
        var oldest = windows.keySet().iterator().next();
        windows.remove(oldest);
        forgotten = Math.max(forgotten, oldest.number());
      }
    }
  }
}
