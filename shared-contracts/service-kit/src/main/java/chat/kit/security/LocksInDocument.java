package chat.kit.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpMethod;

/**
 * Shows in an OpenAPI document which operations need a token: those that the settings leave shut.
 */
final class LocksInDocument implements GlobalOpenApiCustomizer {
  private static final String NAME = "bearer";

  private final List<PublicPath> open;

  LocksInDocument(SecuritySettings settings) {
    this.open = settings.publicPaths().stream().map(PublicPath::read).toList();
  }

  @Override
  public void customise(OpenAPI document) {
    Components components =
        Objects.requireNonNullElseGet(document.getComponents(), Components::new);
    document.setComponents(components.addSecuritySchemes(NAME, token()));
    document.setSecurity(List.of(new SecurityRequirement().addList(NAME)));
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap().entrySet().stream()
                    .filter(operation -> isOpen(operation.getKey().name(), path))
                    .filter(operation -> operation.getValue().getSecurity() == null)
                    .forEach(operation -> operation.getValue().setSecurity(List.of())));
  }

  private boolean isOpen(String method, String path) {
    return open.stream().anyMatch(rule -> rule.opens(HttpMethod.valueOf(method), path));
  }

  private static SecurityScheme token() {
    return new SecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .bearerFormat("JWT")
        .description(
            "The `accessToken` that POST /api/v1/auth/guest, register, login and refresh answer.");
  }
}
