package chat.launcher;

import chat.backing.BackingServices;
import java.time.Duration;

/** Where to click and what to try, once everything is up. */
final class Welcome {
  private final Terminal terminal;
  private final BackingServices backing;
  private final Home home;
  private final String administratorPassword;

  Welcome(Terminal terminal, BackingServices backing, Home home, String administratorPassword) {
    this.terminal = terminal;
    this.backing = backing;
    this.home = home;
    this.administratorPassword = administratorPassword;
  }

  void say(Duration took) {
    var url = "http://localhost:" + Service.GATEWAY.port();
    terminal.say(
        """

        %s  (%.1f s)

          %s                the chat
          %s/docs           the interfaces, to read and to try
          %s/api/health     how the services are
          %s/mailbox        the letters that were not really sent
        The administrator is "admin", the password is %s.

        Try, in another terminal:
          ./chat status
          curl -s %s/api/v1/auth/guest -H 'content-type: application/json' -d '{"nickname":"Ada"}'

        PostgreSQL, Redis and the broker are embedded: %s, %s, %s.
        Data and logs are in %s. Ctrl-C stops everything.
        """
            .formatted(
                terminal.strong("Ready: " + url),
                took.toMillis() / 1000.0,
                url,
                url,
                url,
                url,
                administratorPassword,
                url,
                backing.postgres().host() + ":" + backing.postgres().port(),
                backing.redis().host() + ":" + backing.redis().port(),
                backing.amqp().host() + ":" + backing.amqp().port(),
                home.state()));
  }
}
