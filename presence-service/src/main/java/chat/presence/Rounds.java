package chat.presence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Goes round from time to time, and at once when something has happened, for as long as we run. */
@Component
class Rounds implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final LostNodes lost;
  private final Departures departures;
  private final Announcements announcements;
  private final PresenceSettings settings;
  private final Sinks.Many<Long> wishes = Sinks.many().multicast().directBestEffort();
  private Disposable going = Disposables.disposed();

  Rounds(
      LostNodes lost,
      Departures departures,
      Announcements announcements,
      PresenceSettings settings) {
    this.lost = lost;
    this.departures = departures;
    this.announcements = announcements;
    this.settings = settings;
  }

  /** Asks for a round now. A wish that gets lost among others is fulfilled by the next round. */
  void soon() {
    wishes.tryEmitNext(0L);
  }

  Mono<Void> round() {
    return lost.sweep()
        .then(Mono.defer(departures::sweep))
        .then(Mono.defer(announcements::publish))
        .onErrorResume(Rounds::later);
  }

  private static Mono<Void> later(Throwable error) {
    log.warn("A round of presence failed and is repeated: {}", error.toString());
    return Mono.empty();
  }

  @Override
  public void start() {
    going =
        Flux.merge(Flux.interval(settings.round()), wishes.asFlux())
            .onBackpressureLatest()
            .concatMap(wish -> round(), 1)
            .subscribe();
  }

  @Override
  public void stop() {
    going.dispose();
  }

  @Override
  public boolean isRunning() {
    return !going.isDisposed();
  }
}
