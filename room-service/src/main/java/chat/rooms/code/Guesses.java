package chat.rooms.code;

import static chat.wire.ProblemType.TOO_MANY_REQUESTS;

import chat.kit.problem.Problem;
import chat.wire.UserId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts wrong codes per user and per address, for all instances together. Each try takes a guess
 * before it looks, so that many at once win nothing, and a right one gives it back.
 */
@Component
public class Guesses {
  /** Takes one of the guesses that are left: 0, or the milliseconds until there are some again. */
  private static final RedisScript<Long> TAKE =
      RedisScript.of(
          """
          if tonumber(redis.call('GET', KEYS[1]) or '0') >= tonumber(ARGV[1]) then
            return redis.call('PTTL', KEYS[1])
          end
          if redis.call('INCR', KEYS[1]) == 1 then
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
          end
          return 0
          """,
          Long.class);

  /** Gives one back, unless the window in which it was taken is over. */
  private static final RedisScript<Long> GIVE_BACK =
      RedisScript.of(
          "return redis.call('EXISTS', KEYS[1]) == 1 and redis.call('DECR', KEYS[1]) or 0",
          Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final CodeSettings settings;

  Guesses(ReactiveStringRedisTemplate redis, CodeSettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  private record Limit(String key, int guesses) {}

  /** Looks a code up as one guess of this user and this address. */
  public <T> Mono<T> guess(UserId user, @Nullable String address, Supplier<Mono<T>> lookup) {
    List<Limit> limits = limits(user, address);
    return Flux.fromIterable(limits)
        .concatMap(this::take)
        .then(Mono.defer(lookup))
        .delayUntil(right -> Flux.fromIterable(limits).concatMap(this::giveBack));
  }

  private List<Limit> limits(UserId user, @Nullable String address) {
    Limit perUser = new Limit("chat:rooms:guesses:user:" + user, settings.guessesPerUser());
    return address == null
        ? List.of(perUser)
        : List.of(
            perUser,
            new Limit("chat:rooms:guesses:address:" + address, settings.guessesPerAddress()));
  }

  private Mono<Void> take(Limit limit) {
    List<String> arguments =
        List.of(Integer.toString(limit.guesses()), Long.toString(settings.window().toMillis()));
    return redis
        .execute(TAKE, List.of(limit.key()), arguments)
        .next()
        .filter(millis -> millis > 0)
        .flatMap(millis -> Mono.error(tooMany(millis)));
  }

  private Mono<Long> giveBack(Limit limit) {
    return redis.execute(GIVE_BACK, List.of(limit.key()), List.of()).next();
  }

  private static Problem tooMany(long millis) {
    long seconds = millis / 1000 + 1;
    return Problem.of(
            TOO_MANY_REQUESTS,
            "Too many wrong codes. Ask for the right one, and try again in %d seconds."
                .formatted(seconds))
        .header("Retry-After", Long.toString(seconds));
  }
}
