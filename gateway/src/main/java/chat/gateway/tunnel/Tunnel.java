package chat.gateway.tunnel;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Two connections of one event loop whose bytes flow into each other, both ways. */
final class Tunnel {
  private final Relay service;
  private final Consumer<Tunnel> whenEnded;
  private volatile long heardNanos = System.nanoTime();
  private @Nullable ClientRelay client;

  private Tunnel(Channel toService, Consumer<Tunnel> whenEnded) {
    this.service = new Relay(this, toService);
    this.whenEnded = whenEnded;
  }

  /** The service has agreed; what it says from now on waits for the client. */
  static Tunnel from(Channel toService, Consumer<Tunnel> whenEnded) {
    var tunnel = new Tunnel(toService, whenEnded);
    tunnel.service.takeOver();
    return tunnel;
  }

  /** The client has been told so, and bytes flow. */
  void to(Channel toClient) {
    var relay = new ClientRelay(this, toClient);
    client = relay;
    relay.takeOver();
    service.flowInto(relay);
    relay.flowInto(service);
    service
        .loop()
        .execute(
            () -> { // whoever made these connections is done with them by then
              service.forgetItsBeginning();
              relay.forgetItsBeginning();
            });
  }

  void heard() {
    heardNanos = System.nanoTime();
  }

  boolean silentFor(Duration time) {
    return System.nanoTime() - heardNanos > time.toNanos();
  }

  /** Either side has gone. */
  void ended() {
    whenEnded.accept(this);
  }

  /** Tells the client that the gateway goes, and ends it when no answer comes. */
  void sayGoodbye(Duration patience) {
    var loop = service.loop();
    loop.execute(
        () -> {
          if (client != null) {
            client.sayGoodbye();
          }
        });
    var _ = loop.schedule(this::close, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void close() {
    service.close(); // and the other end follows
  }
}
