package chat.rooms.room;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a room as people fill them in. */
public record RoomFields(
    @NotNull @Schema(example = "public") RoomKind kind,
    @Nullable
        @Size(max = 80)
        @Pattern(regexp = RoomFields.ONE_LINE, message = RoomFields.LINE)
        @Schema(example = "Garden")
        String name,
    @Nullable
        @Size(max = 250)
        @Pattern(regexp = RoomFields.ONE_LINE, message = RoomFields.LINE)
        @Schema(example = "What grows")
        String topic,
    @Nullable
        @Size(max = 2000)
        @Pattern(regexp = RoomFields.TEXT, message = "holds unseen signs")
        @Schema(example = "Tomatoes first.")
        String description,
    @Nullable
        @Size(max = 500)
        @Pattern(regexp = "(https://|/)[!-~]*", message = "must be an https address or a path")
        @Schema(example = "/files/garden.png")
        String avatar,
    @Nullable @Schema(description = "Whether newcomers see what was written before they came")
        Boolean historyVisible,
    @Nullable @Schema(description = "The least role that may write; absent: every member")
        Role postingRole,
    @Nullable @Min(0) @Max(21_600) @Schema(example = "0") Integer slowModeSeconds,
    @Nullable @Min(0) @Max(3_650) @Schema(description = "0: for ever", example = "0")
        Integer retentionDays,
    @Nullable @Min(2) @Schema(example = "100") Integer maxMembers) {

  public static final String ONE_LINE = "[^\\p{Cc}]*[^\\p{Cc}\\s][^\\p{Cc}]*";
  public static final String LINE = "must be one line of text, and not an empty one";
  static final String TEXT = "[^\\p{Cc}&&[^\\n\\r\\t]]*";

  /** A room of which nothing is said but its kind and perhaps its name. */
  public static RoomFields named(RoomKind kind, @Nullable String name) {
    return new RoomFields(kind, name, null, null, null, null, null, null, null, null);
  }

  public static RoomFields of(RoomDetails details) {
    return new RoomFields(
        details.kind(),
        details.name(),
        details.topic(),
        details.description(),
        details.avatar(),
        details.historyVisible(),
        details.postingRole(),
        details.slowModeSeconds(),
        details.retentionDays(),
        details.maxMembers());
  }

  /**
   * The details that these fields make.
   *
   * @param otherName what a room is called that was given no name
   * @param most how many members a room may have at the most, and has when nothing is said
   */
  public RoomDetails details(String otherName, int most) {
    if (maxMembers != null && maxMembers > most) {
      throw invalid("maxMembers", "must be at most " + most);
    }
    if (postingRole == Role.UNKNOWN) {
      throw invalid("postingRole", "must be one of owner, moderator, member");
    }
    return new RoomDetails(
        kind,
        name == null ? otherName : name.strip(),
        topic,
        description,
        avatar,
        historyVisible == null || historyVisible,
        postingRole == Role.MEMBER ? null : postingRole,
        positive(slowModeSeconds),
        positive(retentionDays),
        maxMembers == null ? Integer.valueOf(most) : maxMembers);
  }

  /** Refuses one field. */
  public static Problem invalid(String field, String detail) {
    return Problem.invalid(List.of(new FieldError(field, detail)));
  }

  private static @Nullable Integer positive(@Nullable Integer number) {
    return number == null || number == 0 ? null : number;
  }
}
