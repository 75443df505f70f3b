package chat.auth.client;

import chat.auth.token.TokenSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes this issuer as RFC 8414 does, so that any resource server can be pointed at it. */
@RestController
@Tag(name = "Keys and metadata")
class MetadataController {
  private final Map<String, Object> document;

  MetadataController(TokenSettings settings) {
    String issuer = settings.issuer();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("issuer", issuer);
    members.put("jwks_uri", issuer + "/.well-known/jwks.json");
    members.put("token_endpoint", settings.endpoint());
    members.put("grant_types_supported", List.of("client_credentials"));
    members.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    members.put("response_types_supported", List.of());
    members.put("service_documentation", issuer + "/docs");
    this.document = members;
  }

  @Operation(
      summary = "What a resource server needs to know of this issuer (RFC 8414)",
      description = "Services get their tokens at `token_endpoint`, inside the house.")
  @GetMapping("/.well-known/oauth-authorization-server")
  Map<String, Object> metadata() {
    return document;
  }
}
