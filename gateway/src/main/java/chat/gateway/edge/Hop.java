package chat.gateway.edge;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What one proxy says of the request that it got. What cannot be read is as good as unsaid.
 *
 * @param address who sent it
 * @param scheme how
 * @param host for which host
 */
record Hop(@Nullable InetAddress address, @Nullable String scheme, @Nullable String host) {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");

  /** A pair of an element, or what ends the pair or the element (RFC 7239, 4). */
  private static final Pattern TOKEN =
      Pattern.compile("([A-Za-z]+)=(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,;\"]*+)|([,;])");

  /** In the order in which the request came by. */
  static List<Hop> all(HttpHeaders headers, EdgeSettings.Dialect dialect) {
    return switch (dialect) {
      case X_FORWARDED -> xForwarded(headers);
      case FORWARDED -> headers.getOrEmpty("Forwarded").stream().flatMap(Hop::elements).toList();
    };
  }

  /** What an earlier proxy says goes further back, where it says anything. */
  Hop before(Hop earlier) {
    return new Hop(
        earlier.address,
        earlier.scheme == null ? scheme : earlier.scheme,
        earlier.host == null ? host : earlier.host);
  }

  private static List<Hop> xForwarded(HttpHeaders headers) {
    List<Hop> hops = new ArrayList<>();
    for (String address : words(headers, "X-Forwarded-For").toList()) {
      hops.add(new Hop(address(address), null, null));
    }
    if (hops.isEmpty()) {
      return hops;
    }
    // of these the proxy that asks us has the last word
    String scheme = words(headers, "X-Forwarded-Proto").reduce((a, b) -> b).orElse("");
    String host = words(headers, "X-Forwarded-Host").reduce((a, b) -> b).orElse("");
    hops.add(new Hop(hops.removeLast().address, scheme(scheme), host(host)));
    return hops;
  }

  private static Stream<String> words(HttpHeaders headers, String name) {
    return headers.getOrEmpty(name).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip);
  }

  private static Stream<Hop> elements(String line) {
    List<Hop> hops = new ArrayList<>();
    Hop hop = new Hop(null, null, null);
    Matcher token = TOKEN.matcher(line);
    while (token.find()) {
      if (",".equals(token.group(3))) {
        hops.add(hop);
        hop = new Hop(null, null, null);
      } else if (token.group(1) != null) {
        hop = hop.with(token.group(1).toLowerCase(Locale.ROOT), unquoted(token.group(2)));
      }
    }
    hops.add(hop);
    return hops.stream();
  }

  private Hop with(String name, String value) {
    return switch (name) {
      case "for" -> new Hop(address(value), scheme, host);
      case "proto" -> new Hop(address, scheme(value), host);
      case "host" -> new Hop(address, scheme, host(value));
      default -> this;
    };
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"")
        ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
        : value;
  }

  /** Reads a literal address, with or without a port, and never asks a name server. */
  private static @Nullable InetAddress address(String literal) {
    try {
      return InetAddress.ofLiteral(
          literal.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^([\\d.]+):\\d+$", "$1"));
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static @Nullable String scheme(String word) {
    return word.equalsIgnoreCase("https") || word.equalsIgnoreCase("http")
        ? word.toLowerCase(Locale.ROOT)
        : null;
  }

  private static @Nullable String host(String word) {
    return HOST.matcher(word).matches() ? word : null;
  }
}
