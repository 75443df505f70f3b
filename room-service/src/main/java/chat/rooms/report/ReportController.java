package chat.rooms.report;

import static chat.wire.ProblemType.FORBIDDEN;

import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.rooms.report.Reports.Report;
import chat.rooms.report.Reports.Subject;
import chat.rooms.room.Actor;
import chat.rooms.room.Page;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports over HTTP. */
@RestController
@Tag(name = "Reports")
class ReportController {
  private static final String TEXT = "[^\\p{Cc}&&[^\\n\\r\\t]]*";

  private final Reporting reporting;

  ReportController(Reporting reporting) {
    this.reporting = reporting;
  }

  record NewReport(
      @NotNull Subject subject,
      @NotNull @Schema(description = "The id of the message or of the user") UUID about,
      @NotNull
          @Size(min = 1, max = 1000)
          @Pattern(regexp = TEXT, message = "holds unseen signs")
          @Schema(example = "Advertises in every second message")
          String reason) {}

  record Outcome(
      @NotNull
          @Size(min = 1, max = 1000)
          @Pattern(regexp = TEXT, message = "holds unseen signs")
          @Schema(example = "Muted for a day")
          String outcome) {}

  @Operation(summary = "Report a message or a person")
  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.NOT_A_MEMBER, ProblemType.ROOM_NOT_FOUND})
  @PostMapping("/api/v1/rooms/{room}/reports")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> report(
      @PathVariable RoomId room, @RequestBody @Valid NewReport report, Caller caller) {
    return reporting.report(
        room, report.subject(), report.about(), report.reason(), Actor.of(caller));
  }

  @Operation(summary = "A room's open reports, oldest first")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.ROOM_NOT_FOUND})
  @GetMapping("/api/v1/rooms/{room}/reports")
  Mono<Page<Report>> ofRoom(
      @PathVariable RoomId room,
      Caller caller,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    return page(reporting.open(room, after, limit + 1, Actor.of(caller)), limit);
  }

  @Operation(summary = "All open reports (administrators)")
  @Refuses(ProblemType.FORBIDDEN)
  @GetMapping("/api/v1/reports")
  Mono<Page<Report>> all(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    if (!caller.isAdmin()) {
      throw Problem.of(
          FORBIDDEN,
          "The reports of all rooms are for administrators; a room's moderators find theirs under"
              + " /api/v1/rooms/{room}/reports.");
    }
    return page(reporting.open(after, limit + 1), limit);
  }

  @Operation(summary = "Say what was done about a report")
  @Refuses({ProblemType.FORBIDDEN, ProblemType.NOT_FOUND})
  @PutMapping("/api/v1/reports/{report}/outcome")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> resolve(
      @PathVariable UUID report, @RequestBody @Valid Outcome outcome, Caller caller) {
    return reporting.resolve(report, outcome.outcome(), Actor.of(caller));
  }

  private static Mono<Page<Report>> page(Flux<Report> found, int limit) {
    return found.collectList().map(reports -> Page.of(reports, limit, Report::id));
  }
}
