package chat.auth.user;

import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.event.UserEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person, a guest or a bot.
 *
 * @param username unique, for mentions and logins; a guest has none
 * @param owner who answers for a bot
 * @param version grows with each change that others see
 */
public record User(
    UserId id,
    UserKind kind,
    @Nullable String username,
    @Nullable String email,
    boolean emailVerified,
    @Nullable String passwordHash,
    String displayName,
    @Nullable String avatar,
    @Nullable String about,
    @Nullable String locale,
    @Nullable String timeZone,
    boolean admin,
    @Nullable UserId owner,
    long version,
    Instant createdAt,
    @Nullable Suspension suspension) {

  public static User person(UserId id, NewPerson person, Instant now) {
    return new User(
        id,
        UserKind.PERSON,
        person.username(),
        person.email(),
        false,
        person.passwordHash(),
        person.displayName(),
        null,
        null,
        null,
        null,
        false,
        null,
        1,
        now,
        null);
  }

  public static User guest(UserId id, String nickname, Instant now) {
    return new User(
        id,
        UserKind.GUEST,
        null,
        null,
        false,
        null,
        nickname,
        null,
        null,
        null,
        null,
        false,
        null,
        1,
        now,
        null);
  }

  public static User bot(
      UserId id, String username, String displayName, UserId owner, Instant now) {
    return new User(
        id,
        UserKind.BOT,
        username,
        null,
        false,
        null,
        displayName,
        null,
        null,
        null,
        null,
        false,
        owner,
        1,
        now,
        null);
  }

  /** The same person as an administrator, whose address the environment vouches for. */
  public User asAdministrator() {
    return new User(
        id,
        kind,
        username,
        email,
        true,
        passwordHash,
        displayName,
        avatar,
        about,
        locale,
        timeZone,
        true,
        owner,
        version,
        createdAt,
        suspension);
  }

  public User withProfile(
      String displayName,
      @Nullable String avatar,
      @Nullable String about,
      @Nullable String locale,
      @Nullable String timeZone) {
    return new User(
        id,
        kind,
        username,
        email,
        emailVerified,
        passwordHash,
        displayName,
        avatar,
        about,
        locale,
        timeZone,
        admin,
        owner,
        version,
        createdAt,
        suspension);
  }

  public User withDisplayName(String other) {
    return withProfile(other, avatar, about, locale, timeZone);
  }

  public List<String> roles() {
    return admin ? List.of("admin") : List.of();
  }

  public boolean suspendedAt(Instant now) {
    return suspension != null && suspension.lastsAt(now);
  }

  public UserEvent registered() {
    return new UserEvent.Registered(id, kind, username, displayName);
  }

  public UserEvent updated() {
    return new UserEvent.Updated(id, version, kind, username, displayName, avatar);
  }
}
