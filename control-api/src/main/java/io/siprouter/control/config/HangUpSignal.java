package io.siprouter.control.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which a daemon is told to read its configuration again. The class of the JDK that
 * knows signals is open to all but warned of by the compiler, so it is called by name.
 */
final class HangUpSignal {

  private HangUpSignal() {}

  /**
   * Runs this on each signal, on a thread of the JVM's own.
   *
   * @throws IllegalStateException if this JVM knows no such signal
   */
  static void onEach(Runnable action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var runs =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      var hup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hup, runs);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no SIGHUP: " + reason(e), e);
    }
  }

  private static Throwable reason(ReflectiveOperationException e) {
    return e instanceof InvocationTargetException target ? target.getTargetException() : e;
  }
}
