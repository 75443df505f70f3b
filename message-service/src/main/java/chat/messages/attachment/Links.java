package chat.messages.attachment;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Signs links and knows its own again. A link names its reader, so that it stops working when the
 * reader may not see the file any more, whoever holds it then.
 */
@Component
class Links {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mono<SecretKeySpec> key;

  Links(AttachmentTable table) {
    this.key =
        table
            .linkKey()
            .map(bytes -> new SecretKeySpec(bytes, ALGORITHM))
            .cacheInvalidateIf(k -> false);
  }

  /**
   * What a link is good for.
   *
   * @param part the file itself or its thumbnail
   * @param until in seconds since 1970
   */
  record Grant(UUID id, Part part, UserId reader, long until) {
    String text() {
      return "%s %s %s %d".formatted(id, part, reader, until);
    }
  }

  /** What there is of an attachment. */
  enum Part {
    FILE,
    THUMBNAIL;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Mono<String> link(Grant grant) {
    return key.map(k -> sign(grant, k))
        .map(
            signature ->
                "/api/v1/attachments/%s/%s?reader=%s&until=%d&signature=%s"
                    .formatted(
                        grant.id(), grant.part().word(), grant.reader(), grant.until(), signature));
  }

  /** Refuses what was not signed here, or has expired. */
  Mono<Grant> check(Grant grant, String signature, Instant now) {
    return key.map(
        k -> {
          if (!same(sign(grant, k), signature)) {
            throw Problem.of(ProblemType.FORBIDDEN, "This link was not made here.");
          }
          if (now.getEpochSecond() > grant.until()) {
            throw Problem.of(ProblemType.GONE, "This link has expired: ask for another one.");
          }
          return grant;
        });
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String sign(Grant grant, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(grant.text().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
