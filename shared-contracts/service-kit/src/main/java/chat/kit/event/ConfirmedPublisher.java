package chat.kit.event;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpTimeoutException;
import org.springframework.amqp.rabbit.support.RabbitExceptionTranslator;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Publishes events in the order of the calls, on one channel and one thread of its own, and answers
 * when the broker has confirmed. Many calls may wait for their confirmation at the same time.
 */
final class ConfirmedPublisher implements DisposableBean {
  private final Broker broker;
  private final Duration patience;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("event-publisher").factory());

  // Skips whom it is too late for, but never interrupts what is being written: that is how the
  // scheduler treats a mere executor, so it must not see that this one is more.
  @SuppressWarnings("UnnecessaryMethodReference")
  private final Scheduler oneByOne = Schedulers.fromExecutor(thread::execute);

  private @Nullable ConfirmChannel channel;

  ConfirmedPublisher(Broker broker, Duration patience) {
    this.broker = broker;
    this.patience = patience;
  }

  /** Fails when the broker cannot be reached now; cheap while the channel is open. */
  Mono<Void> ready() {
    return publish(List.of());
  }

  Mono<Void> publish(List<Outgoing> events) {
    return Mono.fromCallable(() -> open().publish(events))
        .subscribeOn(oneByOne)
        .flatMap(Mono::fromFuture)
        .timeout(patience, Mono.error(this::tooSlow))
        .publishOn(Schedulers.parallel())
        .onErrorMap(RabbitExceptionTranslator::convertRabbitAccessException);
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }

  private ConfirmChannel open() throws IOException {
    @Nullable ConfirmChannel current = channel;
    if (current == null || !current.isOpen()) {
      current = new ConfirmChannel(broker.openPublisherChannel());
      channel = current;
    }
    return current;
  }

  private AmqpTimeoutException tooSlow() {
    return new AmqpTimeoutException(
        "The broker has not confirmed within " + patience.toMillis() + " ms");
  }
}
