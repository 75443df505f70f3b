package chat.gateway.table;

import chat.kit.settings.Lasting;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The routing table as it stands in the configuration.
 *
 * @param services the addresses of each service's instances
 * @param routes the first row that matches a path decides
 * @param pages the web client's pages, each with the addresses that show it in a browser
 * @param timeout how long a service may take to begin its answer, where its row says nothing
 * @param largest how large a body may be, where its row says nothing
 * @param lookup how often it is looked up what the names in {@code services} stand for
 */
@Validated
@ConfigurationProperties("chat.gateway")
public record TableSettings(
    @NotEmpty Map<String, @NotEmpty List<URI>> services,
    @NotEmpty List<@Valid Row> routes,
    @DefaultValue Map<String, List<String>> pages,
    @DefaultValue("10s") @Lasting Duration timeout,
    @DefaultValue("1MB") DataSize largest,
    @DefaultValue("5s") @Lasting Duration lookup) {

  public TableSettings {
    for (Row row : routes) {
      if (!services.containsKey(row.service())) {
        throw new IllegalArgumentException(
            "chat.gateway.routes leads %s to %s, and chat.gateway.services has no address for it"
                .formatted(row.path(), row.service()));
      }
    }
  }
}
