package chat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one table of permissions, and the page on which a reader finds it. */
class PermissionTest {
  private static final Path PAGE = Path.of("../../docs/permissions.md");

  @Test
  void standsPrintedInTheDocuments() throws IOException {
    String printed = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    Files.createDirectories(PAGE.getParent());
    Files.writeString(PAGE, page());

    assertThat(printed)
        .as("docs/permissions.md was out of date; it is printed anew now, commit it")
        .isEqualTo(page());
  }

  @Test
  void letsWhoeverStandsHigherDoAtLeastAsMuch() {
    assertThat(Permission.REMOVE_MEMBERS.allows(Standing.MEMBER, RoomKind.PUBLIC)).isFalse();
    assertThat(Permission.REMOVE_MEMBERS.allows(Standing.MODERATOR, RoomKind.PUBLIC)).isTrue();
    assertThat(Permission.REMOVE_MEMBERS.allows(Standing.OWNER, RoomKind.PUBLIC)).isTrue();
  }

  @Test
  void letsNobodyDoWhatIsNotDoneInAKindOfRoom() {
    assertThat(Permission.LEAVE.allows(Standing.OWNER, RoomKind.DIRECT)).isFalse();
    assertThat(Permission.LEAVE.allows(Standing.NOBODY, RoomKind.DIRECT)).isFalse();
    assertThat(Permission.READ.allows(Standing.OWNER, RoomKind.UNKNOWN)).isFalse();
  }

  private static String page() {
    return """
        # Who may do what

        Printed by `PermissionTest` from the table in `chat.wire.Permission`, by which every service
        decides. Each cell is the least standing that may: *anyone* who is logged in, a guest too;
        whoever has an *account*; a *member*, *moderator* or *owner* of the room; *nobody* where it
        is not done at all. The last column is for administrators of the platform who are no member
        of the room. Whoever acts on another member must stand above them. A mute, an archived room
        and the room's own posting role narrow *post* further; a ban takes everything.

        """
        + row("", Permission.columns().stream().map(kind -> word(kind.name())), "administrator")
        + "|---".repeat(Permission.columns().size() + 2)
        + "|\n"
        + Stream.of(Permission.values()).map(PermissionTest::row).collect(Collectors.joining());
  }

  private static String row(Permission permission) {
    return row(
        word(permission.name()),
        Permission.columns().stream().map(kind -> cell(permission.least(kind))),
        permission.administrators() ? "yes" : "");
  }

  private static String row(String first, Stream<String> cells, String last) {
    return Stream.concat(Stream.concat(Stream.of(first), cells), Stream.of(last))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(Standing least) {
    return least == Standing.NOBODY ? "–" : word(least.name());
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
