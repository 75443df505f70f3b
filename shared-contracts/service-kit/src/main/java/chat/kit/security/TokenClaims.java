package chat.kit.security;

import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.UserKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads what a token says once its signature is known to be ours; says no to whatever is odd. */
final class TokenClaims {
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt", "jwt");
  private static final String SERVICE = "service";

  private final SecuritySettings settings;
  private final Clock clock;

  TokenClaims(SecuritySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  AccessToken read(Jwt jwt) {
    demand(TYPES.contains(lower(jwt.getHeaders().get("typ"))), "It is not an access token.");
    demand(settings.issuer().equals(jwt.getClaimAsString("iss")), "It has another issuer.");
    demand(audience(jwt).contains(settings.audience()), "It is meant for another audience.");
    Instant notBefore = jwt.getNotBefore();
    demand(
        notBefore == null || !notBefore.minus(settings.clockSkew()).isAfter(clock.instant()),
        "It is not valid yet.");
    Set<Scope> scopes = scopes(jwt);
    Instant end = required(jwt.getExpiresAt(), "It never ends.");
    return fresh(new AccessToken(identity(jwt, scopes), scopes, end));
  }

  /** A token that was good a moment ago may have ended since. */
  AccessToken fresh(AccessToken token) {
    if (token.expiresAt().plus(settings.clockSkew()).isBefore(clock.instant())) {
      throw TokenRefusal.expired();
    }
    return token;
  }

  private static Identity identity(Jwt jwt, Set<Scope> scopes) {
    return SERVICE.equals(jwt.getClaimAsString("kind")) ? service(jwt) : user(jwt, scopes);
  }

  private static CallingService service(Jwt jwt) {
    demand(roles(jwt).contains(SERVICE), "It is not a service's token.");
    demand(!jwt.hasClaim("sid"), "A service has no session.");
    return new CallingService(text(jwt, "sub"));
  }

  private static Caller user(Jwt jwt, Set<Scope> scopes) {
    return new Caller(
        id(UserId::of, text(jwt, "sub"), "Its sub is not a user's id."),
        id(SessionId::of, text(jwt, "sid"), "Its sid is not a session's id."),
        text(jwt, "name"),
        kind(text(jwt, "kind")),
        rolesWithin(scopes, roles(jwt)));
  }

  /** An administrator's token that is not good for that is anybody's. */
  private static Set<String> rolesWithin(Set<Scope> scopes, List<String> roles) {
    return roles.stream()
        .filter(role -> !role.equals(TokenAuthentication.ADMIN) || scopes.contains(Scope.ADMIN))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static UserKind kind(String kind) {
    return switch (kind) {
      case "person" -> UserKind.PERSON;
      case "guest" -> UserKind.GUEST;
      case "bot" -> UserKind.BOT;
      default -> throw TokenRefusal.rejected("Its kind is not known.");
    };
  }

  private static <T> T id(Function<String, T> parse, String text, String why) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw TokenRefusal.rejected(why);
    }
  }

  private static String text(Jwt jwt, String claim) {
    return Optional.ofNullable(jwt.getClaimAsString(claim))
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> TokenRefusal.rejected("It has no " + claim + "."));
  }

  private static List<String> audience(Jwt jwt) {
    return Optional.ofNullable(jwt.getAudience()).orElse(List.of());
  }

  private static List<String> roles(Jwt jwt) {
    return Optional.ofNullable(jwt.getClaimAsStringList("roles")).orElse(List.of());
  }

  private static Set<Scope> scopes(Jwt jwt) {
    Object claim = jwt.getClaims().get("scope");
    demand(claim == null || claim instanceof String, "Its scope cannot be read.");
    return Scope.of((String) claim);
  }

  private static String lower(@Nullable Object text) {
    return text == null ? "" : text.toString().toLowerCase(Locale.ROOT);
  }

  private static <T> T required(@Nullable T value, String why) {
    if (value == null) {
      throw TokenRefusal.rejected(why);
    }
    return value;
  }

  private static void demand(boolean rule, String why) {
    if (!rule) {
      throw TokenRefusal.rejected(why);
    }
  }
}
