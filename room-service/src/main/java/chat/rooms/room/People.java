package chat.rooms.room;

import static chat.wire.ProblemType.FORBIDDEN;
import static chat.wire.ProblemType.USER_NOT_FOUND;

import chat.kit.problem.Problem;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.event.UserEvent;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Everybody this service has heard of, under the name they have now. */
@Repository
public class People {
  private final DatabaseClient database;

  People(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Makes sure that somebody who acts is known. A token can be older than the profile, so it names
   * only those of whom nothing is known yet.
   */
  public Mono<Actor> meet(Actor actor) {
    return insert(actor.user())
        .then(find(actor.id()))
        .map(user -> new Actor(user, actor.administrator()))
        .switchIfEmpty(Mono.error(() -> Problem.of(FORBIDDEN, "This account has been deleted.")));
  }

  /** Somebody who was heard of and has not been deleted, or a refusal. */
  public Mono<UserRef> get(UserId user) {
    return find(user)
        .switchIfEmpty(
            Mono.error(
                () -> Problem.of(USER_NOT_FOUND, "Nobody is known by the id " + user + ".")));
  }

  /** Somebody who was heard of and has not been deleted. */
  public Mono<UserRef> find(UserId user) {
    return database
        .sql("select id as person, name, kind from person where id = :id and not deleted")
        .bind("id", user.value())
        .map(People::ref)
        .one();
  }

  /** Takes a profile over unless a later one is known. */
  public Mono<Void> update(UserEvent.Updated profile) {
    return database
        .sql(
            """
            insert into person (id, name, kind, version)
            values (:id, :name, :kind, :version)
            on conflict (id) do update
            set name = excluded.name, kind = excluded.kind, version = excluded.version
            where person.version < excluded.version and not person.deleted
            """)
        .bind("id", profile.user().value())
        .bind("name", profile.displayName())
        .bind("kind", profile.kind().name())
        .bind("version", profile.version())
        .then();
  }

  /** Hears of a new user. */
  public Mono<Void> register(UserEvent.Registered user) {
    return insert(new UserRef(user.user(), user.displayName(), user.kind()));
  }

  /** Keeps nothing of a deleted user but the id, so that a late event or token revives nobody. */
  public Mono<Void> forget(UserId user) {
    return database
        .sql(
            """
            insert into person (id, name, kind, version, deleted)
            values (:id, '', 'UNKNOWN', 0, true)
            on conflict (id) do update set name = '', deleted = true
            """)
        .bind("id", user.value())
        .then();
  }

  private Mono<Void> insert(UserRef user) {
    return database
        .sql(
            """
            insert into person (id, name, kind, version) values (:id, :name, :kind, 0)
            on conflict (id) do nothing
            """)
        .bind("id", user.id().value())
        .bind("name", user.name())
        .bind("kind", user.kind().name())
        .then();
  }

  /** Reads the columns person, name and kind. */
  public static UserRef ref(Readable row) {
    return new UserRef(
        new UserId(Sql.get(row, "person", UUID.class)),
        Sql.get(row, "name", String.class),
        UserKind.valueOf(Sql.get(row, "kind", String.class)));
  }
}
