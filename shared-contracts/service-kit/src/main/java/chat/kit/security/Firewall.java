package chat.kit.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/**
 * Spring Security's own rules on paths and methods, and on headers the same rule without a regular
 * expression for each of them: every character is assigned and controls nothing.
 */
final class Firewall {
  private Firewall() {}

  static StrictServerWebExchangeFirewall strict() {
    StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
    firewall.setAllowedHeaderNames(name -> isHarmless(name, false));
    firewall.setAllowedHeaderValues(value -> isHarmless(value, true));
    return firewall;
  }

  /** What is not there does no harm either. */
  private static boolean isHarmless(@Nullable String text, boolean tabs) {
    if (text == null) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isDefined(c) || (Character.isISOControl(c) && !(tabs && c == '\t'))) {
        return false;
      }
    }
    return true;
  }
}
