package chat.backing;

import com.rabbitmq.client.ConnectionFactory;

/** Where the AMQP 0-9-1 broker listens, and which kind of broker it is. */
public record Amqp(
    String host, int port, String user, String password, String virtualHost, Kind kind) {
  public enum Kind {
    RABBITMQ,
    /** Knows neither quorum queues nor dead-letter arguments. */
    QPID
  }

  /** The same broker seen through another address, such as an {@link Outage}. */
  public Amqp at(String otherHost, int otherPort) {
    return new Amqp(otherHost, otherPort, user, password, virtualHost, kind);
  }

  Amqp of(Kind found) {
    return new Amqp(host, port, user, password, virtualHost, found);
  }

  /** A client of the plain Java driver, for what needs no Spring. */
  public ConnectionFactory connectionFactory() {
    var factory = new ConnectionFactory();
    factory.setHost(host);
    factory.setPort(port);
    factory.setUsername(user);
    factory.setPassword(password);
    factory.setVirtualHost(virtualHost);
    return factory;
  }

  @Override
  public String toString() {
    return host + ":" + port + " (" + kind + ", virtual host " + virtualHost + ")";
  }
}
