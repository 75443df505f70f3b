package chat.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunsTest {
  private static final Map<String, String> EMBEDDED = Map.of("CHAT_BACKING", "embedded");

  /** Stands for a Spring context that still needs Redis while it closes. */
  private record Context(BackingServices services) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      System.out.println("a context closes: " + Probe.redis(services.redis()));
    }
  }

  /** A test run that hangs, or ends when it is told to. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) throws Exception {
      var services = BackingServices.forTests();
      services.start();
      System.out.println(services.postgres() + " " + services.redis() + " " + services.amqp());
      var context = new Context(services);
      OpenContexts.add(context);
      System.out.println("up");
      if (System.getenv("END") != null) {
        System.exit(0); // as the test runners do
      }
      new CountDownLatch(1).await();
      context.close();
    }
  }

  @Test
  void aRunThatEndsLeavesNeitherServersNorFiles(@TempDir Path temporary) throws Exception {
    var environment = Map.of("CHAT_BACKING", "embedded", "END", "yes");
    try (var child = Child.start(Run.class, environment, temporary)) {
      child.readUntil("up");
      child.readUntil("a context closes: +PONG");
      assertThat(child.process().waitFor()).isZero();
    }
    assertThat(servers(temporary)).isEmpty();
    assertThat(runs(temporary)).isEmpty();
  }

  @Test
  void whatAKilledRunLeftIsSweptByTheNextAndALivingRunIsLeftAlone(@TempDir Path temporary)
      throws Exception {
    try (var killed = Child.start(Run.class, EMBEDDED, temporary)) {
      killed.readUntil("up");
      killed.kill();
    }
    var orphans = servers(temporary);
    assertThat(orphans).hasSize(2);

    try (var first = Child.start(Run.class, EMBEDDED, temporary)) {
      first.readUntil("up");
      assertThat(servers(temporary)).hasSize(2).doesNotContainAnyElementsOf(orphans);
      try (var second = Child.start(Run.class, EMBEDDED, temporary)) {
        second.readUntil("up");
        assertThat(servers(temporary)).hasSize(4);
      }
    }
  }

  private static List<Long> servers(Path temporary) {
    return ProcessHandle.allProcesses()
        .filter(process -> CommandLine.of(process).contains(temporary.toString()))
        .filter(process -> CommandLine.of(process).matches("\\S*(bin/postgres|redis-server) .*"))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static List<Path> runs(Path temporary) throws Exception {
    try (var files = Files.list(temporary)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("chat-backing-"))
          .toList();
    }
  }
}
