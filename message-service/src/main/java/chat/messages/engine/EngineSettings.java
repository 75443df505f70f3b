package chat.messages.engine;

import java.time.Duration;

/**
 * How sessions are kept.
 *
 * @param node this server's name, by which a session id tells where its session lives
 * @param maxPayload bytes of the largest request or frame that is taken
 * @param mostPackets packets in one request
 * @param backlog bytes that may wait for one client
 * @param upgrade how long an upgrade may take
 * @param pause how long a poll is held while its session is being upgraded, before it is sent home
 * @param sessions how many there may be at once
 * @param pace how many are opened in a second
 * @param patience how long a newcomer may wait for its turn before it is sent away
 * @param deflate bytes from which on a message is deflated for those who take that; 0 for none
 */
public record EngineSettings(
    String node,
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayload,
    int mostPackets,
    int backlog,
    Duration upgrade,
    Duration pause,
    int sessions,
    int pace,
    Duration patience,
    int deflate) {

  /** What the protocol's own server does. */
  public static EngineSettings usual(String node) {
    return new EngineSettings(
        node,
        Duration.ofSeconds(25),
        Duration.ofSeconds(20),
        1_000_000,
        1_000,
        1_000_000,
        Duration.ofSeconds(10),
        Duration.ofMillis(100),
        18_000,
        1_000,
        Duration.ofSeconds(10),
        0);
  }

  public EngineSettings heartbeat(Duration interval, Duration timeout) {
    return with(interval, timeout, pace, patience, deflate);
  }

  public EngineSettings newcomers(int aSecond, Duration wait) {
    return with(pingInterval, pingTimeout, aSecond, wait, deflate);
  }

  public EngineSettings deflating(int from) {
    return with(pingInterval, pingTimeout, pace, patience, from);
  }

  private EngineSettings with(
      Duration interval, Duration timeout, int aSecond, Duration wait, int deflating) {
    return new EngineSettings(
        node,
        interval,
        timeout,
        maxPayload,
        mostPackets,
        backlog,
        upgrade,
        pause,
        sessions,
        aSecond,
        wait,
        deflating);
  }
}
