package chat.gateway.limit;

import chat.kit.settings.Lasting;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may be asked, by class of requests. A row of the routing table names its class; where it
 * names none, it is {@code read} or {@code write} by the method.
 *
 * @param enabled false lets everything through
 * @param per the time after which one may ask as often again
 * @param patience how long Redis may take before the count is kept here alone
 * @param classes by name
 */
@Validated
@ConfigurationProperties("chat.gateway.limit")
record LimitSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1m") @Lasting Duration per,
    @DefaultValue("250ms") @Lasting Duration patience,
    Map<String, @Valid Quota> classes) {
  static final String READ = "read";
  static final String WRITE = "write";

  LimitSettings {
    if (!classes.keySet().containsAll(List.of(READ, WRITE))) {
      throw new IllegalArgumentException("chat.gateway.limit.classes needs read and write");
    }
  }

  /**
   * How many requests in that time.
   *
   * @param address from one address, whoever asks: behind it may be a whole company
   * @param user of one user, from wherever
   */
  record Quota(@Min(1) int address, @Min(1) int user) {}

  Quota quota(String name) {
    Quota quota = classes.get(name);
    if (quota == null) {
      throw new IllegalArgumentException("chat.gateway.limit.classes has no " + name);
    }
    return quota;
  }
}
