package chat.kit.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A connection of one's own for statements that follow each other without end, each a transaction
 * by itself. It is made when it is first needed, and anew after whatever may have left it in
 * disorder: a failure, or an answer that nobody waited for any longer. Not for two at a time.
 */
public final class Line implements Disposable {
  private static final Logger log = LoggerFactory.getLogger(Line.class);

  private static final String FOR_LOOKUPS =
      "set plan_cache_mode = force_generic_plan; set enable_seqscan = off";

  private final Mono<Connection> fresh;
  private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();
  private volatile boolean disposed;

  Line(ConnectionFactory connections, Duration patience) {
    this.fresh =
        Mono.<Connection>from(connections.create())
            .flatMap(Line::forLookups)
            .timeout(patience)
            .onErrorMap(TimeoutException.class, Line::tooSlow)
            .doOnNext(this::keep);
  }

  /**
   * PostgreSQL would plan some statements anew whenever they are asked, since it hopes to gain more
   * by knowing how long each array is than that takes; it took longer than the answer. And it would
   * read small tables whole.
   */
  private static Mono<Connection> forLookups(Connection connection) {
    return Flux.from(connection.createStatement(FOR_LOOKUPS).execute())
        .flatMap(Result::getRowsUpdated)
        .then(Mono.just(connection))
        .doOnError(error -> close(connection))
        .doOnCancel(() -> close(connection));
  }

  private static DataAccessResourceFailureException tooSlow(TimeoutException late) {
    return new DataAccessResourceFailureException("The database takes too long to connect", late);
  }

  private void keep(Connection connection) {
    open.set(connection);
    if (disposed) {
      hangUp();
    }
  }

  /** The rows of the answer; arguments are numbered from {@code $1}, and none of them is null. */
  public <T> Flux<T> ask(String sql, List<?> arguments, Function<Readable, T> row) {
    return on(Mono.defer(this::connected), sql, arguments, row);
  }

  /**
   * The same on the connection that was asked before: fails when it is gone, and with it whatever
   * its session held.
   */
  public <T> Flux<T> askAgain(String sql, List<?> arguments, Function<Readable, T> row) {
    return on(Mono.defer(this::sameAsBefore), sql, arguments, row);
  }

  private Mono<Connection> connected() {
    Connection known = open.get();
    return known == null
        ? fresh
        : Mono.from(known.validate(ValidationDepth.LOCAL))
            .flatMap(alive -> alive ? Mono.just(known) : Mono.defer(this::another));
  }

  private Mono<Connection> another() {
    hangUp();
    return fresh;
  }

  private Mono<Connection> sameAsBefore() {
    return Mono.justOrEmpty(open.get())
        .switchIfEmpty(
            Mono.error(
                () -> new DataAccessResourceFailureException("The connection has been lost")));
  }

  private <T> Flux<T> on(
      Mono<Connection> connection, String sql, List<?> arguments, Function<Readable, T> row) {
    return Flux.usingWhen(
            connection,
            it -> rows(it, sql, arguments, row),
            it -> Mono.empty(),
            (it, error) -> Mono.fromRunnable(() -> failed(error)),
            it -> Mono.fromRunnable(this::hangUp))
        .onErrorMap(
            R2dbcException.class,
            error -> ConnectionFactoryUtils.convertR2dbcException("ask", sql, error))
        // or the driver would carry the caller's into each of its threads, for each row
        .contextWrite(any -> Context.empty());
  }

  private static <T> Flux<T> rows(
      Connection connection, String sql, List<?> arguments, Function<Readable, T> row) {
    Statement statement = connection.createStatement(sql);
    for (int i = 0; i < arguments.size(); i++) {
      statement.bind(i, arguments.get(i));
    }
    return Flux.from(statement.execute()).concatMap(result -> result.map(row));
  }

  /** A statement that breaks a rule has been undone, and that is all. */
  private void failed(Throwable error) {
    if (error instanceof R2dbcDataIntegrityViolationException) {
      return;
    }
    if (error instanceof R2dbcException) {
      log.warn("A connection is given up, since its statement failed: {}", error.toString());
    } else {
      log.error("A connection is given up after a fault of ours, or of its driver", error);
    }
    hangUp();
  }

  /** Whatever the session held is released; the next statement has another connection. */
  public void hangUp() {
    Connection last = open.getAndSet(null);
    if (last != null) {
      close(last);
    }
  }

  private static void close(Connection connection) {
    Mono.from(connection.close())
        .subscribe(closed -> {}, error -> log.debug("The connection was gone already", error));
  }

  @Override
  public void dispose() {
    disposed = true;
    hangUp();
  }

  @Override
  public boolean isDisposed() {
    return disposed;
  }
}
