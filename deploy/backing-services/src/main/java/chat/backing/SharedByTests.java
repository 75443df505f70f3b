package chat.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The set that all tests of one JVM share. */
final class SharedByTests {
  private static final System.Logger LOG = System.getLogger("chat.backing");

  static final BackingServices INSTANCE = create();

  private SharedByTests() {}

  private static BackingServices create() {
    var services = forTests(System.getenv());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  OpenContexts.closeAll();
                  services.close();
                },
                "backing-services-end"));
    return services;
  }

  static BackingServices forTests(Map<String, String> environment) {
    try {
      TestRuns.sweep();
      var folder = TestRuns.newFolder();
      var claim = Claim.on(folder);
      var ports = new Ports(LocalPorts.free(), LocalPorts.free(), LocalPorts.free());
      var site = new Site(folder, ports, Secrets.forgotten(), false);
      return new BackingServices(
          Choice.tests(site, environment),
          SharedByTests::log,
          () -> PrivateFiles.delete(folder),
          claim);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for this test run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackingServiceException("Interrupted while sweeping up after killed runs", e);
    }
  }

  /** The log of a build says which servers its tests really met. */
  private static void log(Step step) {
    if (step.state() == Step.State.READY) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0}: {1} ({2} ms)",
          step.service(),
          step.detail(),
          Long.toString(step.took().toMillis()));
    }
  }
}
