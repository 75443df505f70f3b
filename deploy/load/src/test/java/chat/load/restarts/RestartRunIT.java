package chat.load.restarts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RestartRunIT {
  @Test
  void aRestartedGatewayAndARestartedNodeAreNoticedByNobodyButForAMoment() throws Exception {
    List<String> diary = new CopyOnWriteArrayList<>();

    RestartRun.Verdict verdict = new RestartRun(100, 32_180, diary::add).run(false);

    assertThat(verdict.faults()).as("%s", diary).isEmpty();
    assertThat(verdict.sent()).isGreaterThan(20);
    assertThat(verdict.absences().count()).as("%s", diary).isGreaterThan(50);
  }
}
