package chat.gateway.limit;

import chat.gateway.table.RoutingTable;
import chat.gateway.table.Row;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Before anybody looks at a token: how often an address may ask. */
@Component
@Order(AddressLimit.ORDER)
final class AddressLimit implements WebFilter {
  /** After the door, which knows the row, and before security. */
  static final int ORDER = -250;

  /** One customer of an IPv6 provider has a whole network of this many bytes. */
  private static final int NETWORK = 8;

  private final Gate gate;

  AddressLimit(Gate gate) {
    this.gate = gate;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Row row = RoutingTable.rowOf(exchange);
    InetSocketAddress client = exchange.getRequest().getRemoteAddress();
    if (row == null || client == null || client.getAddress() == null) {
      return chain.filter(exchange);
    }
    return gate.pass(
        exchange,
        row,
        "address:" + name(client.getAddress()),
        LimitSettings.Quota::address,
        () -> chain.filter(exchange));
  }

  static String name(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK))
        : address.getHostAddress();
  }
}
