package chat.kit.testing;

import java.util.List;
import java.util.Map;
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

/** Puts the addresses of {@link WithTestIdentity} into a test's environment. */
record TestIdentityContextCustomizer() implements ContextCustomizer {
  static final class Factory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
        Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
      return TestContextAnnotationUtils.hasAnnotation(testClass, WithTestIdentity.class)
          ? new TestIdentityContextCustomizer()
          : null;
    }
  }

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    TestIdentity identity = TestIdentity.shared();
    MapPropertySource addresses =
        new MapPropertySource(
            "test identity",
            Map.of(
                "chat.security.jwks-uri", identity.jwksUri(),
                "chat.service.token-uri", identity.tokenUri(),
                "chat.service.secret", TestIdentity.SERVICE_SECRET));
    MutablePropertySources sources = context.getEnvironment().getPropertySources();
    // what the test itself sets wins
    if (sources.contains(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME)) {
      sources.addAfter(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, addresses);
    } else {
      sources.addFirst(addresses);
    }
    context.getBeanFactory().registerSingleton("testIdentity", identity);
  }
}
