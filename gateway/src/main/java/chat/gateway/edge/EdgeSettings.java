package chat.gateway.edge;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What browsers are told, and how long one may take to ask.
 *
 * @param origins the pages of other origins that may call the interfaces, such as {@code
 *     https://app.example.org}; the web client itself needs none
 * @param preflight how long a browser may remember that
 * @param hsts how long a browser that came by TLS shall come by nothing else
 * @param head how long the head of a request may take from its first byte to its last
 * @param body how long a body may stand still on its way
 * @param trustedProxies addresses and networks (CIDR) of the proxies before this door whose word on
 *     the client is believed; nobody else's is
 * @param proxiesSay in which headers they tell; those of the other kind are the client's own
 */
@Validated
@ConfigurationProperties("chat.gateway.edge")
record EdgeSettings(
    @DefaultValue List<String> origins,
    @DefaultValue("1h") @NotNull @DurationMin Duration preflight,
    @DefaultValue("365d") @NotNull @DurationMin Duration hsts,
    @DefaultValue("10s") @Lasting Duration head,
    @DefaultValue("30s") @Lasting Duration body,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("x-forwarded") @NotNull Dialect proxiesSay) {

  /** How proxies tell whom they speak for. */
  enum Dialect {
    /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. */
    X_FORWARDED,
    /** {@code Forwarded}, RFC 7239. */
    FORWARDED
  }
}
