package chat.load.rig;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What has been said in rooms before a run begins. */
public final class Past {
  private Past() {}

  /** Fills so many rooms, whose numbers follow each other, with so many messages each. */
  public static void write(Connection connection, int firstRoom, int rooms, int messages)
      throws SQLException {
    try (Statement sql = connection.createStatement()) {
      for (int i = 0; i < rooms; i++) {
        String room = room(firstRoom + i);
        sql.execute("insert into heads values ('%s', %d)".formatted(room, messages));
        sql.execute(
            """
            insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
            select '%s', s, 'sent', gen_random_uuid(), gen_random_uuid(), 'somebody', 'PERSON',
                   1767225600000 + s, 'c' || s, repeat('x', 200)
            from generate_series(1, %d) s
            """
                .formatted(room, messages));
      }
      sql.execute("analyze");
    }
  }

  /** A room's id by its number. */
  public static String room(int number) {
    return "00000000-0000-7000-8000-%012d".formatted(number);
  }
}
