package chat.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import reactor.netty.channel.AbortedException;

class TroubleTest {
  @Test
  void whatWasNeverSentMayGoElsewhere() {
    assertThat(Trouble.of(AbortedException.beforeSend())).isEqualTo(Trouble.NOT_REACHED);
  }

  @Test
  void ofWhatWasBegunNobodyKnows() {
    assertThat(Trouble.of(new AbortedException("Connection has been closed")))
        .isEqualTo(Trouble.BROKEN);
    assertThat(Trouble.of(new IOException("Connection reset by peer"))).isEqualTo(Trouble.BROKEN);
  }

  @Test
  void aFaultOfOursIsNoTroubleOfTheService() {
    assertThat(Trouble.of(new IllegalStateException())).isEqualTo(Trouble.OTHER);
  }
}
