package chat.messages.search;

import chat.kit.settings.Lasting;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How searching is bounded.
 *
 * @param every how often the index is brought up to date in the background
 * @param look how often it looks through all rooms for those that are behind and that nobody
 *     follows, since whoever wrote there has ended
 * @param atOnce how many events it then takes in at most, so that it does not get in the way of
 *     writing
 * @param first how many events a search takes in before it begins
 * @param usual how many hits a page has when nobody says how many
 * @param most whatever somebody says
 */
@Validated
@ConfigurationProperties("chat.search")
record SearchSettings(
    @DefaultValue("500ms") @Lasting Duration every,
    @DefaultValue("1m") @Lasting Duration look,
    @DefaultValue("500") @Positive int atOnce,
    @DefaultValue("5000") @PositiveOrZero int first,
    @DefaultValue("20") @Positive int usual,
    @DefaultValue("100") @Positive int most) {
  SearchSettings {
    if (usual > most) {
      throw new IllegalArgumentException("chat.search.usual must not be above chat.search.most");
    }
  }
}
