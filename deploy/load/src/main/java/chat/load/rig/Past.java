package chat.load.rig;

import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Rooms as they are before a run begins: what has been said there, and who are their members. */
public final class Past {
  private Past() {}

  /**
   * Fills so many rooms, whose numbers follow each other, with so many messages each. The service
   * knows that all these people are members, and asks nobody.
   */
  public static void write(
      Connection connection, int firstRoom, int rooms, int messages, int people)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement sql = connection.createStatement()) {
      for (int i = 0; i < rooms; i++) {
        String room = room(firstRoom + i);
        sql.execute("insert into heads values ('%s', 0)".formatted(room));
        sql.execute(
            "insert into rooms (room, kind, details_version) values ('%s', 'PUBLIC', 1)"
                .formatted(room));
        for (int person = 0; person < people; person++) {
          UserRef member = person(person);
          sql.execute(
              """
              insert into members (room, member, name, role, role_version)
              values ('%s', '%s', '%s', 'MEMBER', 1)
              """
                  .formatted(room, member.id(), member.name()));
        }
        sql.execute(
            """
            insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
            select '%s', s, 'sent', gen_random_uuid(), gen_random_uuid(), 'somebody', 'PERSON',
                   1767225600000 + s, 'c' || s, repeat('x', 200)
            from generate_series(1, %d) s
            """
                .formatted(room, messages));
      }
      connection.commit();
      connection.setAutoCommit(true);
      sql.execute("analyze");
    }
  }

  /** Somebody, by a number. */
  public static UserRef person(int number) {
    UserId id = new UserId(new UUID(0x7000, 0x8000_0000_0000_0000L + number));
    return new UserRef(id, "user" + number, UserKind.PERSON);
  }

  /** A room's id by its number. */
  public static String room(int number) {
    return "00000000-0000-7000-8000-%012d".formatted(number);
  }
}
