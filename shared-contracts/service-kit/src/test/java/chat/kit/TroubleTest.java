package chat.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TroubleTest {
  private final Trouble trouble =
      new Trouble(LoggerFactory.getLogger(TroubleTest.class), "Walking home");

  @Test
  void saysOnceThatSomethingFailsAndOnceThatItWorks(CapturedOutput log) {
    trouble.over();
    assertThat(log).isEmpty();

    for (int i = 0; i < 3; i++) {
      trouble.met(new IllegalStateException("rain"));
    }
    assertThat(log.getOut().split("Walking home fails", -1)).hasSize(2);
    assertThat(log).contains("rain");

    trouble.over();
    trouble.over();
    assertThat(log.getOut().split("Walking home works again after 3 failures", -1)).hasSize(2);
  }
}
