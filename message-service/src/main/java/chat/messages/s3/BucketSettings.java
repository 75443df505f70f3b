package chat.messages.s3;

import chat.kit.settings.Lasting;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where a bucket is and who we are there.
 *
 * @param endpoint the store's address, without the bucket
 * @param name of the bucket, which must be there
 * @param region which the store expects in signatures; many take any
 * @param pathStyle whether the bucket's name stands in the path, or else before the host
 * @param part of how many bytes a large file is put together
 * @param patience how long the store may take for one request
 */
public record BucketSettings(
    URI endpoint,
    String name,
    @DefaultValue("us-east-1") String region,
    String accessKey,
    String secretKey,
    @DefaultValue("true") boolean pathStyle,
    @DefaultValue("8MB") DataSize part,
    @DefaultValue("30s") @Lasting Duration patience) {

  /** The store's own lower limit for all parts but the last. */
  private static final DataSize SMALLEST = DataSize.ofMegabytes(5);

  public BucketSettings {
    Objects.requireNonNull(endpoint, "a bucket needs its endpoint");
    Objects.requireNonNull(name, "a bucket needs its name");
    Objects.requireNonNull(accessKey, "a bucket needs an access-key");
    Objects.requireNonNull(secretKey, "a bucket needs a secret-key");
    if (part.compareTo(SMALLEST) < 0) {
      throw new IllegalArgumentException("part must be %s at least".formatted(SMALLEST));
    }
  }

  /** Settings are printed now and then, and the key must not be. */
  @Override
  public String toString() {
    return "%s/%s as %s".formatted(endpoint, name, accessKey);
  }

  URI address(String keyAndQuery) {
    String host = endpoint.getRawAuthority();
    String path = endpoint.getRawPath().replaceAll("/$", "");
    return URI.create(
        pathStyle
            ? "%s://%s%s/%s/%s".formatted(endpoint.getScheme(), host, path, name, keyAndQuery)
            : "%s://%s.%s%s/%s".formatted(endpoint.getScheme(), name, host, path, keyAndQuery));
  }
}
