package chat.presence;

import chat.backing.BackingServices;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.internal.ConnectionReport;
import chat.wire.internal.ConnectionReport.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** A presence of its own in the real Redis, without the rest of the service. */
final class Sandbox {
  static final PresenceSettings SETTINGS =
      new PresenceSettings(
          Duration.ofMinutes(1),
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofDays(1),
          Duration.ofMinutes(1),
          500,
          100,
          100);

  static final class Shared {
    static final ReactiveStringRedisTemplate REDIS = redis();

    private static ReactiveStringRedisTemplate redis() {
      var factory =
          new LettuceConnectionFactory(
              LettuceConnectionFactory.createRedisConfiguration(
                  BackingServices.forTests().redis().url()));
      factory.afterPropertiesSet();
      factory.start();
      return new ReactiveStringRedisTemplate(factory);
    }
  }

  final Scripts scripts = new Scripts(Shared.REDIS, "test:{" + UUID.randomUUID() + "}:");
  final UserId ada = new UserId(UUID.randomUUID());
  final UserId ben = new UserId(UUID.randomUUID());

  static Connection connection(String id, UserId user) {
    return new Connection(id, user, new SessionId(UUID.randomUUID()), false);
  }

  static Connection away(String id, UserId user) {
    return new Connection(id, user, new SessionId(UUID.randomUUID()), true);
  }

  boolean opened(String node, Connection... connections) {
    return take(new ConnectionReport(node, false, List.of(connections), List.of()));
  }

  boolean complete(String node, Connection... connections) {
    return take(new ConnectionReport(node, true, List.of(connections), List.of()));
  }

  boolean closed(String node, String... ids) {
    return take(new ConnectionReport(node, false, List.of(), List.of(ids)));
  }

  private boolean take(ConnectionReport report) {
    return get(new ConnectionReports(scripts, SETTINGS).take(report));
  }

  /** What there is to announce, taken up and confirmed. */
  List<Presence> changes() {
    Changes changes = new Changes(scripts, SETTINGS);
    List<Change> claimed = get(changes.claim().collectList());
    claimed.forEach(change -> run(changes.confirm(change)));
    return claimed.stream().map(Change::presence).toList();
  }

  Presence presence(UserId user) {
    return get(new Statuses(scripts).of(List.of(user))).getFirst();
  }

  /** Lets everybody who has no connection depart. */
  void depart() {
    run(new Departures(scripts, SETTINGS).sweep());
  }

  static <T> T get(Mono<T> mono) {
    return mono.blockOptional(Duration.ofSeconds(10)).orElseThrow();
  }

  static void run(Mono<Void> mono) {
    mono.block(Duration.ofSeconds(10));
  }
}
