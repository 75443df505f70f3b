package chat.wire.names;

/** The exchanges on RabbitMQ. */
public final class Exchanges {
  /** Topic: every domain event, its type as the routing key. */
  public static final String EVENTS = "chat.events";

  /** Direct: what a listener gave up on, the listener's queue as the routing key. */
  public static final String DEAD = "chat.dead";

  private Exchanges() {}
}
