package chat.messages.history;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much history is given at once.
 *
 * @param usual when nobody says how much
 * @param most whatever somebody says
 */
@Validated
@ConfigurationProperties("chat.history")
record HistorySettings(
    @DefaultValue("50") @Positive int usual, @DefaultValue("200") @Positive int most) {
  HistorySettings {
    if (usual > most) {
      throw new IllegalArgumentException("chat.history.usual must not be above chat.history.most");
    }
  }
}
