package chat.load.sends;

import chat.load.rig.Node;
import chat.load.rig.Past;
import chat.load.rig.Stage;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who writes what where, and reads it. */
final class Talk {
  static final int ROOMS = 1000;
  static final int READERS = 64;

  /** What a plain chat server does for a message of the same length. */
  static final String INSERT =
      """
      \\set room random(0, 999)
      insert into plain_messages (room, sender, text)
      values (('00000000-0000-7000-8000-' || lpad(:room::text, 12, '0'))::uuid,
              '00000000-0000-7000-8000-000000000001', repeat('x', 200));
      """;

  /** The same page as the service gives, read in the plainest way. */
  static final String PAGE =
      """
      \\set room random(5000, 5199)
      \\set before random(51, 500)
      select room, seq, message, by_id, by_name, by_kind, at, client_id, text, reply_to, mentions,
             mentions_room, edited_at, deleted_at, pinned_at
      from events
      where room = ('00000000-0000-7000-8000-' || lpad(:room::text, 12, '0'))::uuid
        and seq < :before and kind = 'sent'
      order by seq desc limit 50;
      """;

  /** What everybody sees who opens a room. */
  static final String NEWEST_PAGE = PAGE.replace("and seq < :before ", "");

  private static final int FIRST_OLD_ROOM = 5000;
  private static final int OLD_ROOMS = 200;
  private static final int OLD_MESSAGES = 500;
  private static final int PAGE_SIZE = 50;
  private static final int ROOMS_OF_A_SENDER = 8;
  private static final String TEXT = "x".repeat(200);

  private final Stage stage;
  private final int port;

  Talk(Stage stage, Node node) {
    this.stage = stage;
    this.port = node.port();
  }

  /** Makes the plain table, and rooms with a past. */
  void fill() throws SQLException {
    try (var connection = stage.connect();
        var sql = connection.createStatement()) {
      sql.execute(
          """
          create table if not exists plain_messages (
            id bigint generated always as identity primary key,
            room uuid not null,
            sender uuid not null,
            text text not null,
            created_at timestamptz not null default now()
          )
          """);
      sql.execute("create index on plain_messages (room, id)");
      Past.write(connection, FIRST_OLD_ROOM, OLD_ROOMS, OLD_MESSAGES, READERS);
    }
  }

  Figures http(Meter meter, int lines, int rooms) {
    return http(
        meter,
        lines,
        (sender, token) ->
            HttpLine.post(
                "/api/v1/rooms/" + somewhere(sender, rooms) + "/messages",
                token,
                "{\"clientId\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), TEXT)));
  }

  Figures sockets(Meter meter, int lines, int rooms) {
    return sockets(
        meter,
        lines,
        sender ->
            "[\"chat:send\",{\"room\":\"%s\",\"clientId\":\"%s\",\"text\":\"%s\"}]"
                .formatted(somewhere(sender, rooms), UUID.randomUUID(), TEXT));
  }

  /** Without sockets and without HTTP, in a service that was started with callers within. */
  static Figures callers(Meter meter, int port, int callers, int rooms) {
    List<List<Integer>> theirs = people(callers, i -> rooms(i, rooms)).toList();
    try (CallersTally tally = new CallersTally(port, theirs)) {
      return meter.measure(tally);
    }
  }

  private static List<Integer> rooms(int sender, int rooms) {
    return IntStream.range(0, ROOMS_OF_A_SENDER)
        .mapToObj(which -> room(sender, which, rooms))
        .toList();
  }

  Figures historyByHttp(Meter meter, int lines, boolean newest) {
    return http(
        meter,
        lines,
        (reader, token) ->
            HttpLine.get(
                "/api/v1/rooms/%s/messages?limit=%d%s"
                    .formatted(oldRoom(), PAGE_SIZE, newest ? "" : "&before=" + sometime()),
                token));
  }

  Figures historyBySocket(Meter meter, int lines, boolean newest) {
    return sockets(
        meter,
        lines,
        reader ->
            "[\"chat:history\",{\"room\":\"%s\",\"limit\":%d%s}]"
                .formatted(oldRoom(), PAGE_SIZE, newest ? "" : ",\"before\":" + sometime()));
  }

  private interface Request {
    String next(int person, String token);
  }

  private Figures http(Meter meter, int lines, Request request) {
    Tally tally = new Tally();
    try (Lines open = Lines.http(port, people(lines, i -> httpLine(i, request, tally)))) {
      return meter.measure(tally);
    }
  }

  private HttpLine httpLine(int person, Request request, Tally tally) {
    String token = token(person);
    return new HttpLine(() -> request.next(person, token), tally);
  }

  private Figures sockets(Meter meter, int lines, IntFunction<String> wish) {
    Tally tally = new Tally();
    Function<Integer, SocketLine> line =
        i -> {
          Supplier<String> next = () -> wish.apply(i);
          return new SocketLine(token(i), next, tally);
        };
    try (Lines open = Lines.sockets(port, people(lines, line::apply))) {
      return meter.measure(tally);
    }
  }

  private static <T> Stream<T> people(int many, IntFunction<T> line) {
    return IntStream.range(0, many).mapToObj(line);
  }

  private String token(int person) {
    return stage.tokens().of(Past.person(person));
  }

  private static String somewhere(int sender, int rooms) {
    return Past.room(room(sender, ThreadLocalRandom.current().nextInt(ROOMS_OF_A_SENDER), rooms));
  }

  /** Nobody talks in every room. */
  private static int room(int sender, int which, int rooms) {
    return (sender * ROOMS_OF_A_SENDER + which) % rooms;
  }

  private static String oldRoom() {
    return Past.room(FIRST_OLD_ROOM + ThreadLocalRandom.current().nextInt(OLD_ROOMS));
  }

  private static int sometime() {
    return ThreadLocalRandom.current().nextInt(PAGE_SIZE + 1, OLD_MESSAGES);
  }
}
