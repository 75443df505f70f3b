package chat.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C and its relatives. A shutdown hook would run side by side with the embedded broker's own,
 * which closes it under the services' feet; a signal handler comes before all hooks.
 */
final class Signals {
  private Signals() {}

  /** Runs this, once, in a thread of its own, when the launcher is asked to end. */
  static void onStop(Runnable stop) {
    for (var signal : new String[] {"INT", "TERM", "HUP"}) {
      handle(signal, stop);
    }
  }

  /** By reflection, because the compiler warns of these classes and there are no others. */
  private static void handle(String name, Runnable action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler run =
          (proxy, method, arguments) -> {
            action.run();
            return null;
          };
      var ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This JVM cannot handle SIG" + name, e);
    }
  }
}
