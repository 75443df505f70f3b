package chat.rooms.report;

import static chat.wire.ProblemType.CONFLICT;
import static chat.wire.ProblemType.NOT_FOUND;

import chat.kit.Ids;
import chat.kit.problem.Problem;
import chat.rooms.report.Reports.Report;
import chat.rooms.report.Reports.Subject;
import chat.rooms.room.Actor;
import chat.rooms.room.Authorities;
import chat.rooms.room.People;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.Rooms;
import chat.wire.Permission;
import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes reports, and shows them to those who keep order. */
@Component
class Reporting {
  private final RoomChanges changes;
  private final Rooms rooms;
  private final Authorities authorities;
  private final People people;
  private final Reports reports;

  Reporting(
      RoomChanges changes, Rooms rooms, Authorities authorities, People people, Reports reports) {
    this.changes = changes;
    this.rooms = rooms;
    this.authorities = authorities;
    this.people = people;
    this.reports = reports;
  }

  /** Reports something; to report it again while the first report is open changes nothing. */
  Mono<Void> report(RoomId id, Subject subject, UUID about, String reason, Actor actor) {
    UUID report = Ids.next();
    return changes.in(
        id,
        actor,
        (room, known) ->
            authorities
                .require(Permission.REPORT, room.room(), known)
                .then(reports.insert(report, id, subject, about, known.id(), reason))
                .filter(inserted -> inserted)
                .flatMap(
                    inserted ->
                        room.record(
                            version ->
                                new RoomEvent.Reported(
                                    id, version, report, about, known.user(), reason))));
  }

  /** The queue of one room. */
  Flux<Report> open(RoomId id, @Nullable UUID after, int limit, Actor actor) {
    return mayHandle(id, actor).thenMany(reports.open(id, after, limit));
  }

  /** The queue of all rooms. */
  Flux<Report> open(@Nullable UUID after, int limit) {
    return reports.open(null, after, limit);
  }

  Mono<Void> resolve(UUID id, String outcome, Actor actor) {
    return people
        .meet(actor)
        .flatMap(known -> reports.find(id).delayUntil(report -> mayHandle(report.room(), known)))
        .switchIfEmpty(Mono.error(() -> Problem.of(NOT_FOUND, "There is no report " + id + ".")))
        .flatMap(report -> reports.resolve(id, outcome, actor.id()))
        .filter(resolved -> resolved)
        .switchIfEmpty(
            Mono.error(() -> Problem.of(CONFLICT, "Somebody has dealt with it already.")))
        .then();
  }

  /** An administrator handles the reports of rooms that are gone as well. */
  private Mono<Void> mayHandle(RoomId id, Actor actor) {
    return (actor.administrator() ? rooms.find(id) : rooms.get(id))
        .switchIfEmpty(Mono.error(() -> RoomChanges.notFound(id)))
        .flatMap(room -> authorities.require(Permission.HANDLE_REPORTS, room, actor))
        .then();
  }
}
