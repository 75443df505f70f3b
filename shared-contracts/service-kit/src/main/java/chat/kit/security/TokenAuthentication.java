package chat.kit.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What Spring Security is told of a good token. */
final class TokenAuthentication extends AbstractAuthenticationToken {
  static final String ADMIN = "admin";
  static final String SERVICE = "service";

  private final transient AccessToken token;

  TokenAuthentication(AccessToken token) {
    super(authorities(token.identity()));
    this.token = token;
    setAuthenticated(true);
  }

  /** What a service may do follows from what it is, never from a role that a user might carry. */
  private static List<GrantedAuthority> authorities(Identity identity) {
    return switch (identity) {
      case CallingService service -> List.of(new SimpleGrantedAuthority("ROLE_" + SERVICE));
      case Caller caller when caller.isAdmin() ->
          List.of(new SimpleGrantedAuthority("ROLE_" + ADMIN));
      case Caller caller -> List.of();
    };
  }

  @Override
  public AccessToken getPrincipal() {
    return token;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return switch (token.identity()) {
      case Caller caller -> caller.id().toString();
      case CallingService service -> service.name();
    };
  }
}
