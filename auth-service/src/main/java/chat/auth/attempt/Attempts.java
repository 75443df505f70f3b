package chat.auth.attempt;

import chat.auth.token.Secret;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts failed attempts per account and per address, for all instances together, and makes the
 * next ones wait longer and longer. A caller asks before it looks at a password and again before it
 * says whether that was right, so that guesses made at the same time gain nothing.
 */
@Component
public class Attempts {
  private static final String KEYS = "chat:auth:attempts:";

  /** How many milliseconds the slowest of the keys has still to wait. */
  private static final RedisScript<Long> WAIT =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          local wait = 0
          for _, key in ipairs(KEYS) do
            local till = tonumber(redis.call('HGET', key, 'till') or '0')
            wait = math.max(wait, till - now)
          end
          return wait
          """,
          Long.class);

  /** Counts a failure; ARGV: free ones for each key, first and longest delay, memory, in ms. */
  private static final RedisScript<Long> FAIL =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          local first, longest, memory = ARGV[#KEYS + 1], ARGV[#KEYS + 2], ARGV[#KEYS + 3]
          local delay = 0
          for i, key in ipairs(KEYS) do
            local beyond = redis.call('HINCRBY', key, 'failures', 1) - tonumber(ARGV[i])
            if beyond > 0 then
              local mine = math.min(tonumber(longest), tonumber(first) * 2 ^ math.min(beyond - 1, 30))
              redis.call('HSET', key, 'till', string.format('%.0f', now + mine))
              delay = math.max(delay, mine)
            end
            redis.call('PEXPIRE', key, memory)
          end
          return delay
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final AttemptSettings settings;

  Attempts(ReactiveStringRedisTemplate redis, AttemptSettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  /** Empty, or a {@link Problem} that says how long to wait. */
  public Mono<Void> demandPatience(Who who) {
    return redis
        .execute(WAIT, who.keys())
        .next()
        .filter(wait -> wait > 0)
        .flatMap(wait -> Mono.error(tooMany(wait)));
  }

  /** Counts a failure and tells whether the next attempt has to wait. */
  public Mono<Boolean> failed(Who who) {
    return redis
        .execute(FAIL, who.keys(), arguments(who))
        .next()
        .map(delay -> delay > 0)
        .defaultIfEmpty(false);
  }

  /** Forgets the failures of the account; the address may be an attacker's with one account. */
  public Mono<Void> succeeded(Who who) {
    return Mono.justOrEmpty(who.account())
        .flatMap(account -> redis.delete(Who.accountKey(account)))
        .then();
  }

  private List<String> arguments(Who who) {
    List<Long> arguments = new ArrayList<>();
    if (who.account() != null) {
      arguments.add((long) settings.freePerAccount());
    }
    arguments.add((long) settings.freePerAddress());
    arguments.add(settings.firstDelay().toMillis());
    arguments.add(settings.longestDelay().toMillis());
    arguments.add(settings.remembered().toMillis());
    return arguments.stream().map(Object::toString).toList();
  }

  private static Problem tooMany(long waitMillis) {
    long seconds = Math.max(1, Math.ceilDiv(waitMillis, 1000L));
    return Problem.of(
            ProblemType.TOO_MANY_REQUESTS,
            "Too many failed attempts; try again in %d seconds.".formatted(seconds))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  /**
   * Who tries.
   *
   * @param account by its id, or by the name of one that does not exist; absent when the attempt is
   *     at none
   */
  public record Who(@Nullable String account, String address) {
    public static Who at(String address) {
      return new Who(null, address);
    }

    List<String> keys() {
      String addressKey = KEYS + "address:" + network(address);
      return account == null ? List.of(addressKey) : List.of(accountKey(account), addressKey);
    }

    private static String accountKey(String account) {
      return KEYS + "account:" + HexFormat.of().formatHex(new Secret(account).hash().bytes());
    }

    /** One household has 2^64 addresses of the newer kind. */
    private static String network(String address) {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
          : parsed.getHostAddress();
    }
  }
}
