package chat.auth.client;

import chat.auth.OpenApi;
import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.token.IssuedToken;
import chat.auth.token.Secret;
import chat.auth.token.TokenIssuer;
import chat.auth.visitor.Visitor;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives services their tokens. Its refusals have the form of RFC 6749, which clients expect. */
@RestController
@Tag(name = "Services")
class ServiceTokenController {
  private final Clients clients;
  private final TokenIssuer tokens;
  private final AuditLog audit;

  ServiceTokenController(Clients clients, TokenIssuer tokens, AuditLog audit) {
    this.clients = clients;
    this.tokens = tokens;
    this.audit = audit;
  }

  @PostMapping(path = "/oauth2/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @Operation(
      summary = "Get a service token",
      description =
          "OAuth 2 client credentials: HTTP Basic with the client's id and secret, and the form"
              + " field `grant_type=client_credentials`. Inside the house only: the gateway does not"
              + " let it through.",
      security = @SecurityRequirement(name = OpenApi.CLIENT),
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                      schema = @Schema(implementation = Form.class))),
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "A token",
            content = @Content(schema = @Schema(implementation = Grant.class))),
        @ApiResponse(
            responseCode = "400",
            description = "Another grant type; in the form of RFC 6749",
            content = @Content(schema = @Schema(implementation = Refusal.class))),
        @ApiResponse(
            responseCode = "401",
            description = "Id or secret is wrong; in the form of RFC 6749",
            content = @Content(schema = @Schema(implementation = Refusal.class)))
      })
  Mono<ResponseEntity<?>> token(
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      Visitor visitor,
      ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .flatMap(
            form ->
                "client_credentials".equals(form.getFirst("grant_type"))
                    ? grant(credentials(authorization), visitor)
                    : Mono.just(refusal(HttpStatus.BAD_REQUEST, "unsupported_grant_type")));
  }

  private Mono<ResponseEntity<?>> grant(Optional<Credentials> credentials, Visitor visitor) {
    Optional<String> client =
        credentials
            .filter(given -> clients.authenticates(given.id(), given.secret()))
            .map(Credentials::id);
    return client.isPresent()
        ? tokens.forService(client.get()).map(ServiceTokenController::granted)
        : audit
            .note(
                AuditKind.SERVICE_TOKEN_REFUSED,
                visitor,
                credentials.map(Credentials::id).orElse(""))
            .thenReturn(refusal(HttpStatus.UNAUTHORIZED, "invalid_client"));
  }

  private static ResponseEntity<?> granted(IssuedToken token) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Grant(token.value(), "Bearer", token.lifetime().toSeconds()));
  }

  private static ResponseEntity<?> refusal(HttpStatus status, String error) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    if (status == HttpStatus.UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"chat\"");
    }
    return response.body(new Refusal(error));
  }

  private static Optional<Credentials> credentials(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.substring(6).strip()),
              StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Credentials(pair.substring(0, colon), new Secret(pair.substring(colon + 1))));
    } catch (IllegalArgumentException notBasic) {
      return Optional.empty();
    }
  }

  private record Credentials(String id, Secret secret) {}

  /** The form, for the documentation. */
  record Form(
      @JsonProperty("grant_type") @Schema(example = "client_credentials") String grantType) {}

  record Grant(
      @JsonProperty("access_token") @Schema(example = "eyJhbGciOiJSUzI1NiJ9…") String accessToken,
      @JsonProperty("token_type") @Schema(example = "Bearer") String tokenType,
      @JsonProperty("expires_in") @Schema(example = "600") long expiresIn) {}

  record Refusal(@Schema(example = "invalid_client") String error) {}
}
