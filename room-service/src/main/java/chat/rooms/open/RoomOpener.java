package chat.rooms.open;

import chat.rooms.code.Codes;
import chat.rooms.room.Actor;
import chat.rooms.room.Authority;
import chat.rooms.room.LockedRoom;
import chat.rooms.room.People;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.RoomFields;
import chat.wire.Permission;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.Standing;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens rooms of every kind, with their first members and their code. */
@Component
public class RoomOpener {
  private final RoomChanges changes;
  private final People people;
  private final Codes codes;
  private final SizeSettings sizes;

  RoomOpener(RoomChanges changes, People people, Codes codes, SizeSettings sizes) {
    this.changes = changes;
    this.people = people;
    this.codes = codes;
    this.sizes = sizes;
  }

  /** Opens a room for somebody, and for those who belong to it from the start. */
  public Mono<RoomId> open(Actor actor, RoomFields fields, List<UserId> others) {
    return Mono.fromRunnable(() -> check(actor, fields, others))
        .then(people.meet(actor))
        .flatMap(known -> known(known, others))
        .flatMap(
            members ->
                changes.create(
                    creation ->
                        creation
                            .write(details(fields, members), members.getFirst())
                            .flatMap(room -> furnish(room, members))));
  }

  /** Opens the room of two people, or finds it; whoever writes first opens it for both. */
  public Mono<RoomId> openDirect(Actor actor, UserId other) {
    return Mono.fromRunnable(() -> check(actor, RoomKind.DIRECT, List.of(other)))
        .then(people.meet(actor))
        .flatMap(known -> known(known, List.of(other)))
        .flatMap(
            both ->
                changes.create(
                    creation ->
                        creation
                            .write(direct(both), both.getFirst(), other)
                            .flatMap(room -> furnish(room, both))
                            .switchIfEmpty(Mono.defer(() -> creation.find(actor.id(), other)))));
  }

  private static void check(Actor actor, RoomFields fields, List<UserId> others) {
    RoomKind kind = fields.kind();
    if (kind == RoomKind.UNKNOWN) {
      throw RoomFields.invalid("kind", "must be one of public, private, ad-hoc");
    }
    if (fields.name() == null && (kind == RoomKind.PUBLIC || kind == RoomKind.PRIVATE)) {
      throw RoomFields.invalid("name", "is needed");
    }
    check(actor, kind, others);
  }

  private static void check(Actor actor, RoomKind kind, List<UserId> others) {
    Standing standing = actor.user().kind() == UserKind.GUEST ? Standing.ANYONE : Standing.ACCOUNT;
    Authority authority = new Authority(actor, kind, null, standing);
    if (!authority.may(Permission.CREATE)) {
      throw authority.refusal(Permission.CREATE);
    }
    if (others.contains(actor.id())) {
      throw RoomFields.invalid("with", "must not name yourself");
    }
  }

  private Mono<List<UserRef>> known(Actor actor, List<UserId> others) {
    return Flux.fromIterable(others)
        .distinct()
        .concatMap(people::get)
        .startWith(actor.user())
        .collectList();
  }

  /** The first member owns the room; both own a room of two. */
  private Mono<RoomId> furnish(LockedRoom room, List<UserRef> members) {
    Role others = room.room().kind() == RoomKind.DIRECT ? Role.OWNER : Role.MEMBER;
    return room.join(members.getFirst(), Role.OWNER)
        .thenMany(Flux.fromIterable(members).skip(1))
        .concatMap(member -> room.join(member, others))
        .then(
            Mono.defer(
                () -> hasCode(room) ? codes.renew(room.id(), null, null).then() : Mono.empty()))
        .thenReturn(room.id());
  }

  private static boolean hasCode(LockedRoom room) {
    return room.room().kind() == RoomKind.AD_HOC || room.room().kind() == RoomKind.PRIVATE;
  }

  private RoomDetails details(RoomFields fields, List<UserRef> members) {
    return fields.details(names(members), sizes.most(fields.kind()));
  }

  private RoomDetails direct(List<UserRef> both) {
    return RoomFields.named(RoomKind.DIRECT, null)
        .details(names(both), sizes.most(RoomKind.DIRECT));
  }

  private static String names(List<UserRef> members) {
    String names = members.stream().map(UserRef::name).collect(Collectors.joining(", "));
    return names.length() <= 80 ? names : names.substring(0, 79) + "…";
  }
}
