package chat.backing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** Spring contexts that still use the shared set: they must be gone before it goes. */
final class OpenContexts {
  private static final Set<AutoCloseable> OPEN =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private OpenContexts() {}

  static void add(AutoCloseable context) {
    OPEN.add(context);
  }

  /** Closing twice is harmless, and waits for whoever closes it at this moment. */
  static void closeAll() {
    List<AutoCloseable> open;
    synchronized (OPEN) {
      open = new ArrayList<>(OPEN);
    }
    for (var context : open) {
      try {
        context.close();
      } catch (Exception e) {
        System.getLogger("chat.backing")
            .log(System.Logger.Level.WARNING, "A context did not close", e);
      }
    }
  }
}
