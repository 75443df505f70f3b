package chat.messages.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Signs requests as AWS Signature Version 4 wants it: method, address, time and content. */
final class Signature {
  private static final String HMAC = "HmacSHA256";
  private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final BucketSettings settings;

  Signature(BucketSettings settings) {
    this.settings = settings;
  }

  /**
   * Adds what makes the request ours.
   *
   * @param address encoded as it will be sent
   * @param sha256 of the content, in hex
   */
  void sign(HttpHeaders headers, HttpMethod method, URI address, String sha256, Instant now) {
    String time = TIME.format(now);
    String host = address.getRawAuthority();
    String request =
        """
        %s
        %s
        %s
        host:%s
        x-amz-content-sha256:%s
        x-amz-date:%s

        %s
        %s"""
            .formatted(
                method, address.getRawPath(), query(address), host, sha256, time, SIGNED, sha256);
    String scope = "%s/%s/s3/aws4_request".formatted(time.substring(0, 8), settings.region());
    String toSign =
        "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(time, scope, hex(sha256().digest(bytes(request))));
    headers.set(HttpHeaders.HOST, host);
    headers.set("x-amz-content-sha256", sha256);
    headers.set("x-amz-date", time);
    headers.set(
        HttpHeaders.AUTHORIZATION,
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(settings.accessKey(), scope, SIGNED, hex(hmac(key(scope), toSign))));
  }

  /** In the order of the names, and each name with its equals sign. */
  private static String query(URI address) {
    String query = address.getRawQuery();
    return query == null
        ? ""
        : Stream.of(query.split("&", -1))
            .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  /** Good for one day, region and service. */
  private byte[] key(String scope) {
    byte[] key = bytes("AWS4" + settings.secretKey());
    for (String narrower : scope.split("/", -1)) {
      key = hmac(key, narrower);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
