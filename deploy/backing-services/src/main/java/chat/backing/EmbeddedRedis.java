package chat.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Redis from Maven Central, in a process of its own that outlives a killed JVM. */
final class EmbeddedRedis {
  private static final String NAME = "Redis";

  private final Site site;
  private final Path data;
  private final Path configuration;
  private final Path log;
  private final Daemon daemon;

  private EmbeddedRedis(Site site) {
    this.site = site;
    this.data = site.data().resolve("redis");
    this.configuration = configuration(site.data());
    this.log = site.data().resolve("redis.log");
    this.daemon = daemon(site.data());
  }

  static Daemon daemon(Path siteData) {
    return new Daemon(
        siteData.resolve("redis").resolve("redis.pid"),
        List.of("redis-server", configuration(siteData).toString()));
  }

  private static Path configuration(Path siteData) {
    return siteData.resolve("redis").resolve("redis.conf");
  }

  static Started<Redis> start(Site site) throws Exception {
    var executable = site.binaries().redis();
    var server = new EmbeddedRedis(site);
    server.stop();
    LocalPorts.requireFree(site.ports().redis(), NAME, "CHAT_REDIS_PORT");
    server.launch(executable);
    return new Started<>(server.address(), "embedded", server::stop);
  }

  private Redis address() {
    return new Redis(
        LocalPorts.HOST, site.ports().redis(), "default", site.secrets().of("redis"), 0);
  }

  private void launch(Path executable) throws Exception {
    PrivateFiles.directory(data);
    PrivateFiles.write(configuration, settings());
    Files.deleteIfExists(log);
    Command.run(List.of(executable.toString(), configuration.toString()));
    try {
      Waiting.untilAnswered(Duration.ofSeconds(20), () -> Probe.redis(address()));
    } catch (IOException e) {
      var said = Files.exists(log) ? Files.readString(log).strip() : e.getMessage();
      throw new BackingServiceException("Redis does not start: " + said, e);
    }
  }

  private String settings() {
    return """
        bind %s
        port %d
        requirepass %s
        daemonize yes
        set-proc-title no
        pidfile "%s"
        logfile "%s"
        dir "%s"
        save ""
        appendonly %s
        """
        .formatted(
            LocalPorts.HOST,
            site.ports().redis(),
            site.secrets().of("redis"),
            daemon.pidFile(),
            log,
            data,
            site.durable() ? "yes" : "no");
  }

  private void stop() throws IOException, InterruptedException {
    daemon.end(ProcessHandle::destroy, Duration.ofSeconds(10));
  }
}
