package chat.messages.room;

import chat.kit.database.Line;
import chat.kit.database.Lines;
import chat.kit.problem.Problem;
import chat.messages.batch.Gathered;
import chat.messages.stream.Edition;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks the projection how people stand to rooms, many in one statement over a connection of its
 * own. Nothing is remembered, so nothing has to be forgotten when somebody is thrown out.
 */
@Component
class Questions implements DisposableBean {
  /**
   * Each is looked up for itself ("offset 0"): PostgreSQL cannot know how few they are, and might
   * rather read all rooms.
   */
  private static final String STANDINGS =
      """
      select q.place, r.deleted, r.kind, r.archived_version >= r.details_version, m.role,
             m.muted_until, r.posting_role, r.slow_seconds, r.history_visible,
             h.head, h.forgotten
      from unnest($1, $2) with ordinality as q (room, member, place)
      cross join lateral (
        select * from rooms r where r.room = q.room offset 0
      ) r
      left join lateral (
        select * from members m where m.room = q.room and m.member = q.member offset 0
      ) m on true
      left join lateral (
        select * from heads h where h.room = q.room offset 0
      ) h on true
      where r.deleted or (r.details_version > 0 and m.role_version > 0)
      """;

  private final Line line;
  private final Gathered<Question, Known> questions;

  Questions(Lines lines, RoomSettings settings) {
    this.line = lines.line();
    this.questions =
        new Gathered<>(
            settings.queue(), settings.batch(), settings.apart(), settings.patience(), this::known);
  }

  private record Question(RoomId room, UserId user) {}

  @Override
  public void destroy() {
    questions.dispose();
    line.dispose();
  }

  /** Empty when the projection does not know. */
  Mono<View> ask(RoomId room, UserId user) {
    return questions.ask(new Question(room, user)).map(Questions::view);
  }

  private static View view(Known known) {
    View view = known.view();
    if (view == null) {
      throw Problem.of(ProblemType.ROOM_NOT_FOUND);
    }
    return view;
  }

  /**
   * What the projection knows of a user in a room.
   *
   * @param view absent where the room is no more
   */
  private record Known(@Nullable View view) {}

  private Mono<@Nullable Known[]> known(List<Question> asked) {
    List<?> arguments =
        List.of(
            asked.stream().map(question -> question.room().value()).toArray(UUID[]::new),
            asked.stream().map(question -> question.user().value()).toArray(UUID[]::new));
    @Nullable Known[] known = new Known[asked.size()];
    return line.ask(STANDINGS, arguments, row -> put(known, row)).then(Mono.just(known));
  }

  /** By their places: to find a column by its name costs more than to decode it. */
  private static boolean put(@Nullable Known[] known, Readable row) {
    long place = Objects.requireNonNull(row.get(0, Long.class));
    boolean deleted = Boolean.TRUE.equals(row.get(1, Boolean.class));
    known[Math.toIntExact(place) - 1] = new Known(deleted ? null : view(row));
    return true;
  }

  private static View view(Readable row) {
    Long head = row.get(9, Long.class);
    Long forgotten = row.get(10, Long.class);
    return new View(
        standing(row),
        head == null || forgotten == null ? new Edition(0, 0) : new Edition(head, forgotten));
  }

  private static Standing standing(Readable row) {
    return new Standing(
        RoomKind.valueOf(row.get(2, String.class)),
        Boolean.TRUE.equals(row.get(3, Boolean.class)),
        role(row, 4),
        Optional.ofNullable(row.get(5, Long.class)).map(Instant::ofEpochMilli).orElse(null),
        role(row, 6),
        row.get(7, Integer.class),
        !Boolean.FALSE.equals(row.get(8, Boolean.class)));
  }

  private static @Nullable Role role(Readable row, int column) {
    String role = row.get(column, String.class);
    return role == null ? null : Role.valueOf(role);
  }
}
