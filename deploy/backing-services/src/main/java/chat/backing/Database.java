package chat.backing;

/** One service's own database, with the one login that owns it. */
public record Database(String host, int port, String name, String user, String password) {
  public String r2dbcUrl() {
    return "r2dbc:postgresql://" + host + ":" + port + "/" + name;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  /** The same database seen through another address, such as an {@link Outage}. */
  public Database at(String otherHost, int otherPort) {
    return new Database(otherHost, otherPort, name, user, password);
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + name;
  }
}
