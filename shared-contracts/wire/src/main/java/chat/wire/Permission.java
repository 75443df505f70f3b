package chat.wire;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What can be done with a room. Who may do it stands in one table, here, for all services; a mute,
 * an archive and the room's own posting role narrow it further.
 */
public enum Permission {
  CREATE,
  SEE,
  JOIN,
  JOIN_BY_CODE,
  JOIN_BY_INVITATION,
  LEAVE,
  READ,
  POST,
  MENTION_ROOM,
  PIN,
  DELETE_MESSAGES_OF_OTHERS,
  SEE_MEMBERS,
  SEE_CODE,
  CHANGE_CODE,
  INVITE,
  CHANGE_DETAILS,
  CHANGE_SETTINGS,
  ARCHIVE,
  DELETE,
  REMOVE_MEMBERS,
  BAN,
  MUTE,
  CHANGE_ROLES,
  REPORT,
  HANDLE_REPORTS;

  /**
   * Each cell is the least {@link Standing} that may; the last column says whether an administrator
   * of the platform may although they are no member. Whoever acts on a member must stand above
   * them.
   */
  private static final String TABLE =
      """
                                | public    | private   | group     | direct  | global    | ad-hoc    | administrator
      CREATE                    | account   | account   | account   | account | nobody    | anyone    | no
      SEE                       | anyone    | member    | member    | member  | anyone    | member    | yes
      JOIN                      | anyone    | nobody    | nobody    | nobody  | anyone    | nobody    | no
      JOIN_BY_CODE              | anyone    | anyone    | anyone    | nobody  | nobody    | anyone    | no
      JOIN_BY_INVITATION        | anyone    | anyone    | anyone    | nobody  | nobody    | anyone    | no
      LEAVE                     | member    | member    | member    | nobody  | nobody    | member    | no
      READ                      | member    | member    | member    | member  | member    | member    | no
      POST                      | member    | member    | member    | member  | member    | member    | no
      MENTION_ROOM              | moderator | moderator | member    | member  | moderator | member    | no
      PIN                       | moderator | moderator | member    | member  | moderator | member    | no
      DELETE_MESSAGES_OF_OTHERS | moderator | moderator | moderator | nobody  | moderator | moderator | yes
      SEE_MEMBERS               | member    | member    | member    | member  | member    | member    | yes
      SEE_CODE                  | moderator | moderator | member    | nobody  | nobody    | member    | no
      CHANGE_CODE               | moderator | moderator | moderator | nobody  | nobody    | moderator | no
      INVITE                    | member    | moderator | member    | nobody  | nobody    | member    | no
      CHANGE_DETAILS            | moderator | moderator | member    | nobody  | nobody    | moderator | yes
      CHANGE_SETTINGS           | owner     | owner     | owner     | nobody  | nobody    | owner     | yes
      ARCHIVE                   | owner     | owner     | owner     | nobody  | nobody    | owner     | yes
      DELETE                    | owner     | owner     | owner     | nobody  | nobody    | owner     | yes
      REMOVE_MEMBERS            | moderator | moderator | moderator | nobody  | nobody    | moderator | yes
      BAN                       | moderator | moderator | moderator | nobody  | moderator | moderator | yes
      MUTE                      | moderator | moderator | moderator | nobody  | moderator | moderator | yes
      CHANGE_ROLES              | owner     | owner     | owner     | nobody  | nobody    | owner     | yes
      REPORT                    | member    | member    | member    | member  | member    | member    | no
      HANDLE_REPORTS            | moderator | moderator | moderator | nobody  | moderator | moderator | yes
      """;

  private static final List<RoomKind> COLUMNS =
      List.of(
          RoomKind.PUBLIC,
          RoomKind.PRIVATE,
          RoomKind.GROUP,
          RoomKind.DIRECT,
          RoomKind.GLOBAL,
          RoomKind.AD_HOC);

  private static final Map<Permission, Row> ROWS =
      TABLE.lines().skip(1).map(Row::read).collect(Collectors.toMap(Row::permission, row -> row));

  /** The kinds of rooms in the order of the table. */
  public static List<RoomKind> columns() {
    return COLUMNS;
  }

  /** The least standing that may do this in such a room. */
  public Standing least(RoomKind kind) {
    return row().least().getOrDefault(kind, Standing.NOBODY);
  }

  /** Whether it is done at all in such a room, and by somebody of this standing. */
  public boolean allows(Standing standing, RoomKind kind) {
    return standing != Standing.NOBODY && standing.compareTo(least(kind)) >= 0;
  }

  /** Whether an administrator of the platform may although they are no member. */
  public boolean administrators() {
    return row().administrators();
  }

  private Row row() {
    Row row = ROWS.get(this);
    if (row == null) {
      throw new IllegalStateException(this + " has no row in the table");
    }
    return row;
  }

  private record Row(Permission permission, Map<RoomKind, Standing> least, boolean administrators) {

    static Row read(String line) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      Map<RoomKind, Standing> least = new EnumMap<>(RoomKind.class);
      for (int i = 0; i < COLUMNS.size(); i++) {
        least.put(COLUMNS.get(i), Standing.valueOf(cells.get(i + 1).toUpperCase(Locale.ROOT)));
      }
      return new Row(Permission.valueOf(cells.getFirst()), least, cells.getLast().equals("yes"));
    }
  }
}
