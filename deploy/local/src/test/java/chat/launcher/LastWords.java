package chat.launcher;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Prints, with a failure, what the services logged last: where it failed, their logs are gone. */
final class LastWords
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
  private static final int LINES = 200;

  private final Supplier<House.@Nullable Run> run;

  LastWords(Supplier<House.@Nullable Run> run) {
    this.run = run;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    print();
    throw failure;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    print();
    throw failure;
  }

  private void print() {
    var house = run.get();
    if (house != null) {
      var lines = house.printed().lines().toList();
      lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(System.err::println);
    }
  }
}
