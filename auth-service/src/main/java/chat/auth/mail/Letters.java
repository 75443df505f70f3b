package chat.auth.mail;

import chat.auth.token.Secret;
import chat.auth.user.User;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The letters that users get, and their words. */
@Component
public class Letters {
  private final Mailer mailer;
  private final MailSettings settings;
  private final Clock clock;

  Letters(Mailer mailer, MailSettings settings, Clock clock) {
    this.mailer = mailer;
    this.settings = settings;
    this.clock = clock;
  }

  public void verifyEmail(User user, Secret token, Duration lifetime) {
    write(
        user,
        "Please confirm your address",
        """
        Hello %s,

        please confirm that this address is yours:

        %s/verify-email?token=%s

        The link is good for %d hours. If you did not ask for it, do nothing.
        """
            .formatted(
                user.displayName(), settings.webAddress(), token.value(), lifetime.toHours()));
  }

  public void resetPassword(User user, Secret token, Duration lifetime) {
    write(
        user,
        "A new password",
        """
        Hello %s,

        somebody, hopefully you, has asked for a new password for your account. Choose one here:

        %s/reset-password?token=%s

        The link is good for %d minutes and works once. If it was not you, do nothing: your
        password stays as it is.
        """
            .formatted(
                user.displayName(), settings.webAddress(), token.value(), lifetime.toMinutes()));
  }

  public void passwordChanged(User user) {
    write(
        user,
        "Your password was changed",
        """
        Hello %s,

        your password was changed, and you were logged out everywhere else. If it was not you,
        ask for a new password now:

        %s/forgot-password
        """
            .formatted(user.displayName(), settings.webAddress()));
  }

  public void sessionEndedForSafety(User user) {
    write(
        user,
        "You were logged out for safety",
        """
        Hello %s,

        one of your logins was used from two places with the same key, as happens when a key is
        stolen. We have ended it on both. Please log in again; if you keep seeing this letter,
        change your password.
        """
            .formatted(user.displayName()));
  }

  /** To the owner of an address with which somebody tried to register again. */
  public void alreadyRegistered(User user) {
    write(
        user,
        "You already have an account",
        """
        Hello %s,

        somebody, perhaps you, tried to register with this address, which already has an account
        named %s. If you have forgotten your password, ask for a new one:

        %s/forgot-password
        """
            .formatted(user.displayName(), user.username(), settings.webAddress()));
  }

  private void write(User user, String subject, String text) {
    if (user.email() != null) {
      mailer.post(new Letter(user.email(), subject, text, clock.instant()));
    }
  }
}
