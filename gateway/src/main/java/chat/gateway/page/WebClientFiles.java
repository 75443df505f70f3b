package chat.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.EncodedResourceResolver;

/**
 * Serves the assets, whose names change with their content, for ever; and the pages, which name the
 * assets, never without asking. The compressed copies were made when the client was built.
 */
@Configuration(proxyBeanMethods = false)
class WebClientFiles implements WebFluxConfigurer {
  private static final String FILES = "classpath:/static/";
  private static final Duration FOR_EVER = Duration.ofDays(365);

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(FILES + "assets/")
        .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
        .setUseLastModified(false)
        .resourceChain(true)
        .addResolver(precompressed());
    registry
        .addResourceHandler("/index.html", "/docs.html", "/favicon.svg")
        .addResourceLocations(FILES)
        .setCacheControl(CacheControl.noCache())
        // every build's jar carries the same dates, so a date cannot tell a new page from an old
        // one
        .setUseLastModified(false)
        .setEtagGenerator(WebClientFiles::fingerprint)
        .resourceChain(true)
        .addResolver(precompressed());
    registry
        .addResourceHandler("/docs/asyncapi/*.json")
        .addResourceLocations("classpath:/asyncapi/")
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(WebClientFiles::fingerprint);
  }

  private static EncodedResourceResolver precompressed() {
    return new EncodedResourceResolver();
  }

  private static String fingerprint(Resource file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getContentAsByteArray());
      return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
