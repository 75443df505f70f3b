package chat.messages.history;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much history is given at once.
 *
 * @param usual when nobody says how much
 * @param most whatever somebody says
 */
@ConfigurationProperties("chat.history")
record HistorySettings(@DefaultValue("50") int usual, @DefaultValue("200") int most) {}
