package chat.backing;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.logging.NullMessageLogger;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/** Apache Qpid inside this JVM: AMQP 0-9-1 where no RabbitMQ can be had. */
final class EmbeddedBroker {
  private static final String NAME = "AMQP";
  private static final String USER = "chat";

  private EmbeddedBroker() {}

  static Started<Amqp> start(Site site) throws Exception {
    LocalPorts.requireFree(site.ports().amqp(), NAME, "CHAT_AMQP_PORT");
    var data = PrivateFiles.directory(site.data().resolve("broker"));
    // Derby, the store of durable runs, else writes into whatever folder the JVM was started in
    System.setProperty("derby.stream.error.file", site.data().resolve("broker.log").toString());
    var failure = new AtomicReference<@Nullable RuntimeException>();
    var launcher = new SystemLauncher(new Quiet(failure));
    launcher.startup(
        Map.of(
            SystemConfig.TYPE,
            "Memory",
            SystemConfig.INITIAL_CONFIGURATION_LOCATION,
            configuration(site.durable()),
            SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
            "false",
            SystemConfig.CONTEXT,
            context(site, data)));
    if (failure.get() != null) {
      throw new BackingServiceException(
          "The embedded broker does not start: " + failure.get().getMessage(), failure.get());
    }
    return new Started<>(address(site), "embedded", launcher::shutdown);
  }

  private static Amqp address(Site site) {
    return new Amqp(
        LocalPorts.HOST,
        site.ports().amqp(),
        USER,
        site.secrets().of("amqp"),
        "chat",
        Amqp.Kind.QPID);
  }

  private static String configuration(boolean durable) {
    var name = durable ? "broker-durable.json" : "broker-in-memory.json";
    var resource = EmbeddedBroker.class.getResource(name);
    if (resource == null) {
      throw new IllegalStateException(name + " is missing from the jar");
    }
    return resource.toString();
  }

  private static Map<String, String> context(Site site, Path data) {
    return Map.of(
        "qpid.work_dir", data.toString(),
        "chat.broker.port", Integer.toString(site.ports().amqp()),
        "chat.broker.user", USER,
        "chat.broker.password", site.secrets().of("amqp"));
  }

  /** Qpid tells of every connection and queue at INFO; only what goes wrong is of interest. */
  private static final class Quiet extends SystemLauncherListener.DefaultSystemLauncherListener {
    private final AtomicReference<@Nullable RuntimeException> failure;

    Quiet(AtomicReference<@Nullable RuntimeException> failure) {
      this.failure = failure;
    }

    @Override
    public void onContainerResolve(SystemConfig<?> system) {
      system.getEventLogger().setMessageLogger(new NullMessageLogger());
    }

    @Override
    public void errorOnStartup(RuntimeException e) {
      failure.set(e);
    }
  }
}
