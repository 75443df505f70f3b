package chat.kit.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an access token is good for. A login's is good for all; a personal one names its scopes in
 * the claim {@code scope}, and whatever is not there it is not good for.
 */
public enum Scope {
  /** To see what its user sees. */
  READ,
  /** To do what its user may do. */
  WRITE,
  /** To change how its user logs in, and who else may in their name. */
  ACCOUNT,
  /** To do what its user may do as an administrator. */
  ADMIN;

  public static final Set<Scope> ALL = Set.of(values());

  /** As it stands in a token and in settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those that a token's claim names; a word that is not known is good for nothing here. */
  static Set<Scope> of(@Nullable String claim) {
    if (claim == null) {
      return ALL;
    }
    List<String> words = Arrays.asList(claim.split(" "));
    return EnumSet.allOf(Scope.class).stream()
        .filter(scope -> words.contains(scope.word()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
