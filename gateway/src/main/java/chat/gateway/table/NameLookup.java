package chat.gateway.table;

import java.net.InetAddress;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a host's name stands for at this moment. */
interface NameLookup {
  Mono<List<InetAddress>> all(String host);

  /** The JVM's own, which asks as the machine is told to and keeps an answer for half a minute. */
  @Configuration(proxyBeanMethods = false)
  class OfTheMachine {
    @Bean
    NameLookup names() {
      return host ->
          Mono.fromCallable(() -> List.of(InetAddress.getAllByName(host)))
              .subscribeOn(Schedulers.boundedElastic());
    }
  }
}
