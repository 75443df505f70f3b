package chat.kit.testing;

import chat.wire.ProblemType;
import chat.wire.SessionId;
import chat.wire.UserId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** The tokens that no service may accept, each with the refusal it deserves. */
public enum BadToken {
  NONE_AS_ALGORITHM,
  SIGNED_WITH_THE_PUBLIC_KEY_AS_A_SECRET,
  ANOTHER_RSA_ALGORITHM,
  ANOTHER_KEY_UNDER_OUR_KEY_ID,
  UNKNOWN_KEY_ID,
  NO_KEY_ID,
  NOT_AN_ACCESS_TOKEN,
  WRONG_AUDIENCE,
  WRONG_ISSUER,
  NOT_YET_VALID,
  EXPIRED,
  NEVER_ENDING,
  NO_SUBJECT,
  SUBJECT_THAT_IS_NO_ID,
  NO_SESSION,
  SESSION_THAT_IS_NO_ID,
  UNKNOWN_KIND,
  SERVICE_WITHOUT_ITS_ROLE,
  SERVICE_WITH_A_SESSION,
  REVOKED_SESSION,
  GARBAGE,
  TRUNCATED;

  private static final SessionId ENDED = new SessionId(UUID.randomUUID());

  public ProblemType refusal() {
    return switch (this) {
      case EXPIRED -> ProblemType.TOKEN_EXPIRED;
      case REVOKED_SESSION -> ProblemType.SESSION_REVOKED;
      default -> ProblemType.TOKEN_REJECTED;
    };
  }

  public String token(TestIdentity identity) {
    TestToken person = identity.user(new UserId(UUID.randomUUID()), "Mallory");
    TestToken service = identity.service("mallory-service");
    return switch (this) {
      case NONE_AS_ALGORITHM -> person.unsigned();
      case SIGNED_WITH_THE_PUBLIC_KEY_AS_A_SECRET ->
          person.signed(JWSAlgorithm.HS256, publicKeyAsSecret(identity));
      case ANOTHER_RSA_ALGORITHM -> person.signed(JWSAlgorithm.RS512, privateKey(identity));
      case ANOTHER_KEY_UNDER_OUR_KEY_ID -> forged(identity.key().getKeyID());
      case UNKNOWN_KEY_ID -> person.keyId(UUID.randomUUID().toString()).signed();
      case NO_KEY_ID -> person.keyId(null).signed();
      case NOT_AN_ACCESS_TOKEN -> person.type("refresh+jwt").signed();
      case WRONG_AUDIENCE -> person.claim("aud", "shop").signed();
      case WRONG_ISSUER -> person.claim("iss", "http://localhost:6666").signed();
      case NOT_YET_VALID -> person.claim("nbf", in(Duration.ofMinutes(1))).signed();
      case EXPIRED -> person.expiresIn(Duration.ofSeconds(-30)).signed();
      case NEVER_ENDING -> person.claim("exp", null).signed();
      case NO_SUBJECT -> person.claim("sub", null).signed();
      case SUBJECT_THAT_IS_NO_ID -> person.claim("sub", "root").signed();
      case NO_SESSION -> person.claim("sid", null).signed();
      case SESSION_THAT_IS_NO_ID -> person.claim("sid", "1").signed();
      case UNKNOWN_KIND -> person.claim("kind", "god").signed();
      case SERVICE_WITHOUT_ITS_ROLE -> service.roles().signed();
      case SERVICE_WITH_A_SESSION -> service.session(new SessionId(UUID.randomUUID())).signed();
      case REVOKED_SESSION -> person.session(ENDED).signed();
      case GARBAGE -> "not.a.token";
      case TRUNCATED -> person.signed().transform(token -> token.substring(0, token.length() - 9));
    };
  }

  /** The session of {@link #REVOKED_SESSION}, which the test revokes before it begins. */
  public static SessionId ended() {
    return ENDED;
  }

  private static String forged(String keyId) {
    try (TestIdentity other = TestIdentity.start()) {
      return other.user(new UserId(UUID.randomUUID()), "Mallory").keyId(keyId).signed();
    }
  }

  private static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  private static MACSigner publicKeyAsSecret(TestIdentity identity) {
    try {
      return new MACSigner(identity.key().toRSAPublicKey().getEncoded());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSASSASigner privateKey(TestIdentity identity) {
    try {
      return new RSASSASigner(identity.key());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
