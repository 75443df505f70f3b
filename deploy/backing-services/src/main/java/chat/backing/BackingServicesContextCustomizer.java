package chat.backing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Puts the addresses of {@link WithBackingServices} into a test's environment. */
record BackingServicesContextCustomizer(String database) implements ContextCustomizer {
  private static final Set<String> OF_THE_TEST =
      Set.of(
          TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME,
          "Dynamic Test Properties");

  static final class Factory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
        Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
      var wanted =
          TestContextAnnotationUtils.findMergedAnnotation(testClass, WithBackingServices.class);
      return wanted == null ? null : new BackingServicesContextCustomizer(wanted.database());
    }
  }

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    Map<String, Object> properties =
        Map.copyOf(BackingServices.forTests().springProperties(database));
    addBelowTheTestsOwn(
        context.getEnvironment().getPropertySources(),
        new MapPropertySource("backing services", properties));
    OpenContexts.add(context);
  }

  /** A test may point one setting elsewhere, at an {@link Outage} say; nothing else may. */
  private static void addBelowTheTestsOwn(
      MutablePropertySources sources, MapPropertySource addresses) {
    var own =
        sources.stream()
            .map(source -> source.getName())
            .filter(OF_THE_TEST::contains)
            .reduce((first, second) -> second);
    if (own.isPresent()) {
      sources.addAfter(own.get(), addresses);
    } else {
      sources.addFirst(addresses);
    }
  }
}
