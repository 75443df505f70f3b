package chat.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.kit.small.SmallService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chat.security.issuer       |            | must not be blank
          chat.security.clock-skew   | a while    | failed to convert
          chat.security.public-paths | GET things | It must be '/pattern' or 'METHOD /pattern'.
          chat.service.connections   | 0          | must be greater than 0
          chat.security.key-refresh  | -1s        | must be a time longer than nothing
          """)
  void aSettingThatCannotBeIsNamedInASentence(
      String name, String value, String why, CapturedOutput logs) {
    assertThatThrownBy(() -> SmallService.start(Map.of(name, value == null ? "" : value)).close())
        .isNotNull();
    assertThat(logs).contains("APPLICATION FAILED TO START").contains(name).contains(why);
    assertThat(logs).doesNotContain("\tat org.springframework");
  }

  @Test
  void saysInOneLineThatItIsUpAndWhatAServiceSetsWins(CapturedOutput logs) {
    Map<String, String> own =
        Map.of("spring.application.version", "1.2.3", "spring.r2dbc.pool.max-size", "3");
    try (ConfigurableApplicationContext service = SmallService.start(own)) {
      String port = service.getEnvironment().getRequiredProperty("local.server.port");
      assertThat(logs.getOut().lines().filter(line -> line.contains("is up on port")))
          .singleElement()
          .asString()
          .containsPattern("small-service 1\\.2\\.3 is up on port " + port + " after [0-9.]+ s");
      assertThat(service.getEnvironment().getProperty("spring.r2dbc.pool.max-size")).isEqualTo("3");
      assertThat(service.getEnvironment().getProperty("spring.r2dbc.pool.initial-size"))
          .isEqualTo("2");
    }
    assertThat(logs.getOut().lines().takeWhile(line -> !line.contains("is up on port")))
        .noneMatch(line -> line.contains(" WARN "));
  }
}
