package chat.kit.event;

import chat.kit.Ids;
import chat.kit.event.EventCodec.Decoded;
import chat.kit.observability.LogContext;
import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Reads a queue of this instance's own for a listener, and takes every event as it comes. */
final class InstanceReader<T extends DomainEvent> implements Reader {
  private static final Logger log = LoggerFactory.getLogger(InstanceReader.class);

  private final InstanceListener<T> listener;
  private final String name;
  private final Listening listening;
  private final ListenerMeters meters;

  InstanceReader(InstanceListener<T> listener, String service, Listening listening) {
    this.listener = listener;
    this.name = service + ".instance";
    this.listening = listening;
    this.meters = listening.meters(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String declare(Channel channel) throws IOException {
    // a new name each time: the broker may not have noticed yet that the last connection is gone
    var queue = name + "." + Ids.next();
    Topology.declareOwn(channel, queue, listener.keys());
    return queue;
  }

  @Override
  public Mono<Void> read(Arrival arrival, Session session) {
    return switch (arrival.content()) {
      case Decoded.Known(var event) when listener.type().isInstance(event.data()) ->
          listening.traces().within(name, event, handle(event));
      case Decoded.Known(var event) -> Mono.fromRunnable(() -> meters.ignored(event.data().type()));
      case Decoded.UnknownType(var type) -> Mono.fromRunnable(() -> meters.ignored(type));
      case Decoded.Unreadable(var reason) -> Mono.fromRunnable(() -> fail("Something", reason));
    };
  }

  private Mono<Void> handle(CloudEvent event) {
    return Mono.defer(() -> listener.handler().handle(listener.type().cast(event.data()), event))
        .timeout(listening.settings().attemptTimeout())
        .doOnSuccess(done -> meters.handled())
        .onErrorResume(
            e ->
                Mono.deferContextual(
                    chain -> {
                      var what = event.data().type() + " " + event.id();
                      LogContext.run(chain, () -> fail(what, e.toString()));
                      return Mono.empty();
                    }));
  }

  private void fail(String what, String reason) {
    meters.failed();
    log.warn("{} at {} was not handled: {}", what, name, reason);
  }
}
