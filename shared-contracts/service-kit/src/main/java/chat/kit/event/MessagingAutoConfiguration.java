package chat.kit.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionNameStrategy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.amqp.autoconfigure.ConnectionFactoryCustomizer;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives a service with a broker its listeners, its way to publish and its dead letters. */
@AutoConfiguration(after = RabbitAutoConfiguration.class)
@ConditionalOnClass(ConnectionFactory.class)
@EnableConfigurationProperties(MessagingSettings.class)
class MessagingAutoConfiguration {
  /** By which an administrator of the broker knows a connection. */
  @Bean
  ConnectionNameStrategy connectionNames(Environment environment) {
    return factory -> service(environment);
  }

  /** Not by TLS, whose sockets are made by its own factory. */
  @Bean
  ConnectionFactoryCustomizer parcels() {
    return factory -> {
      if (!factory.isSSL()) {
        factory.setSocketFactory(new Parcels());
      }
    };
  }

  @Bean
  Broker broker(ConnectionFactory connections) {
    return new Broker(connections);
  }

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  @Bean
  Envelopes envelopes(
      Environment environment,
      ObjectProvider<Tracer> tracer,
      ObjectProvider<Propagator> propagator) {
    return new Envelopes(
        service(environment),
        tracer.getIfAvailable(() -> Tracer.NOOP),
        propagator.getIfAvailable(() -> Propagator.NOOP));
  }

  @Bean
  ConfirmedPublisher confirmedPublisher(Broker broker, MessagingSettings settings) {
    return new ConfirmedPublisher(broker, settings.confirmTimeout());
  }

  @Bean
  EventPublisher eventPublisher(
      Envelopes envelopes, EventCodec codec, ConfirmedPublisher publisher) {
    return new EventPublisher(envelopes, codec, publisher);
  }

  @Bean
  Listening listening(
      MessagingSettings settings,
      ObjectProvider<ObservationRegistry> observations,
      MeterRegistry meters) {
    return new Listening(
        new Topology(settings.quorumQueues()),
        settings,
        new ListenerTraces(observations.getIfAvailable(() -> ObservationRegistry.NOOP)),
        meters);
  }

  @Bean
  Listeners listeners(
      ObjectProvider<DurableListener<?>> durable,
      ObjectProvider<InstanceListener<?>> instance,
      ObjectProvider<Inbox> inbox,
      Listening listening,
      Broker broker,
      EventCodec codec,
      Environment environment) {
    var burial = new Burial(broker, listening.settings().confirmTimeout());
    List<Reader> readers = new ArrayList<>();
    durable.forEach(
        listener -> readers.add(new DurableReader<>(listener, memory(inbox), burial, listening)));
    instance.forEach(
        listener -> readers.add(new InstanceReader<>(listener, service(environment), listening)));
    return new Listeners(
        readers.stream()
            .map(reader -> new Subscription(reader, broker, codec, listening.settings()))
            .toList());
  }

  @Bean
  @ConditionalOnAvailableEndpoint
  DeadLettersEndpoint deadLettersEndpoint(
      ObjectProvider<DurableListener<?>> listeners, Broker broker, MessagingSettings settings) {
    return new DeadLettersEndpoint(
        new DeadLetters(broker, settings.confirmTimeout()),
        listeners.stream().map(listener -> listener.queue()).toList());
  }

  private static Inbox memory(ObjectProvider<Inbox> inbox) {
    return inbox.getIfAvailable(
        () -> {
          throw new IllegalStateException(
              "A durable listener needs a database or Redis to remember what it has handled");
        });
  }

  private static String service(Environment environment) {
    return environment.getRequiredProperty("spring.application.name");
  }
}
