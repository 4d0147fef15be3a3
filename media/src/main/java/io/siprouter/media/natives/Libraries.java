package io.siprouter.media.natives;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds shared libraries: in the folders of {@code jna.library.path}, where the system keeps its
 * own, and then in our jars. Stateless.
 */
final class Libraries {

  private static final Logger log = LoggerFactory.getLogger(Libraries.class);

  private Libraries() {}

  /**
   * Binds the native methods of a class to a library.
   *
   * @param name without prefix, suffix and version, as in {@code opus}
   * @return where the library was found; empty where there is none that can be loaded
   */
  static Optional<String> bind(Class<?> bindings, String name) {
    return installed(name)
        .or(() -> bundled(name))
        .filter(library -> binds(bindings, library))
        .map(library -> library.getFile().getPath());
  }

  private static Optional<NativeLibrary> installed(String name) {
    try {
      return Optional.of(NativeLibrary.getInstance(name));
    } catch (UnsatisfiedLinkError e) {
      log.debug("No installed library {}", name, e);
      return Optional.empty();
    }
  }

  private static Optional<NativeLibrary> bundled(String name) {
    var resource = "/natives/" + Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName(name);
    try {
      var file = Native.extractFromResourcePath(resource, Libraries.class.getClassLoader());
      return Optional.of(NativeLibrary.getInstance(file.getAbsolutePath()));
    } catch (IOException | UnsatisfiedLinkError e) {
      log.debug("No bundled library {}", resource, e);
      return Optional.empty();
    }
  }

  private static boolean binds(Class<?> bindings, NativeLibrary library) {
    try {
      Native.register(bindings, library);
      return true;
    } catch (UnsatisfiedLinkError e) {
      log.warn("{} lacks what is needed: {}", library.getFile(), e.getMessage());
      return false;
    }
  }
}
