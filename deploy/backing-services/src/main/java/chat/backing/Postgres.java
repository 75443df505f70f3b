package chat.backing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A PostgreSQL in which each service gets a database and a login of its own. */
public final class Postgres {
  private static final int LONGEST_NAME = 40; // PostgreSQL cuts at 63, and a suffix follows

  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final String maintenance;
  private final Secrets secrets;
  private final Naming naming;
  private final Map<String, Database> known = new HashMap<>();

  Postgres(
      String host,
      int port,
      String user,
      String password,
      String maintenance,
      Secrets secrets,
      Naming naming) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
    this.maintenance = maintenance;
    this.secrets = secrets;
    this.naming = naming;
  }

  /** A local run keeps its databases by their own names; each test run has names of its own. */
  record Naming(String suffix) {
    static Naming of(Site site) {
      return site.durable() ? new Naming("") : new Naming("_" + Secrets.random(4));
    }
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** The database of that service, made when it is missing, owned by a login of the same name. */
  public Database database(String service) {
    return made(checked(service) + naming.suffix);
  }

  /** For tests: an empty database that nobody else knows, gone when the test run ends. */
  public Database freshDatabase(String prefix) {
    return made(checked(prefix) + "_" + Secrets.random(6));
  }

  private static String checked(String name) {
    if (!name.matches("[a-z][a-z0-9_]*") || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("Not a name for a database and its login: " + name);
    }
    return name;
  }

  private synchronized Database made(String name) {
    return known.computeIfAbsent(name, this::make);
  }

  private Database make(String name) {
    var database = new Database(host, port, name, name, secrets.of("postgres." + name));
    try (var connection = connect();
        var sql = connection.createStatement()) {
      if (!exists(sql, "SELECT FROM pg_roles WHERE rolname = '" + name + "'")) {
        sql.execute("CREATE ROLE " + name + " LOGIN");
      }
      sql.execute("ALTER ROLE " + name + " PASSWORD '" + database.password() + "'");
      if (!exists(sql, "SELECT FROM pg_database WHERE datname = '" + name + "'")) {
        // who may only create roles must join one before giving it a database
        sql.execute("GRANT " + name + " TO CURRENT_USER");
        sql.execute(
            "CREATE DATABASE " + name + " OWNER " + name + " ENCODING 'UTF8' TEMPLATE template0");
      }
      sql.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
      return database;
    } catch (SQLException e) {
      throw new BackingServiceException(
          "Cannot make the database %s on %s as %s: %s".formatted(name, this, user, e.getMessage()),
          e);
    }
  }

  private static boolean exists(Statement sql, String query) throws SQLException {
    try (var rows = sql.executeQuery(query)) {
      return rows.next();
    }
  }

  Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("ApplicationName", "backing-services");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host + ":" + port + "/" + maintenance, properties);
  }

  /** For a server that stays when we go: leaves it as it was found. */
  synchronized void dropAll() throws SQLException {
    try (var connection = connect();
        var sql = connection.createStatement()) {
      for (var name : known.keySet()) {
        sql.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        sql.execute("DROP ROLE IF EXISTS " + name);
      }
    }
    known.clear();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
