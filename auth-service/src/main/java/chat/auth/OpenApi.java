package chat.auth;

import chat.auth.visitor.Visitor;
import chat.kit.security.Caller;
import chat.wire.SessionId;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.models.media.UUIDSchema;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says about the service as a whole. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
    info =
        @Info(
            title = "auth-service",
            version = "1",
            description =
                """
                Users, sessions and keys.

                Every refusal is an RFC 9457 problem (`application/problem+json`); decide by its \
                `type`. A validation problem lists the fields in `errors`.

                Come in by `POST /api/v1/auth/guest`, `register` or `login`; send the access token \
                as `Authorization: Bearer …`; before it ends, exchange the refresh token at \
                `POST /api/v1/auth/refresh`.
                """))
@SecurityScheme(name = OpenApi.CLIENT, type = SecuritySchemeType.HTTP, scheme = "basic")
public class OpenApi {
  /** A service's own name and secret. */
  public static final String CLIENT = "client";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Visitor.class, Caller.class)
        .replaceWithSchema(UserId.class, new UUIDSchema())
        .replaceWithSchema(SessionId.class, new UUIDSchema());
  }
}
