package chat.kit.problem;

import chat.wire.ProblemType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Shows in an OpenAPI document how every operation refuses: they all do it alike. */
final class RefusalsInDocument implements GlobalOpenApiCustomizer {
  private static final String RESPONSE = "Refusal";
  private static final String SCHEMA = "Problem";

  @Override
  public void customise(OpenAPI document) {
    Components components =
        Objects.requireNonNullElseGet(document.getComponents(), Components::new);
    document.setComponents(
        components.addSchemas(SCHEMA, problem()).addResponses(RESPONSE, refusal()));
    document.getPaths().values().stream()
        .map(PathItem::readOperations)
        .flatMap(List::stream)
        .forEach(
            operation ->
                operation
                    .getResponses()
                    .addApiResponse("default", new ApiResponse().$ref(RESPONSE)));
  }

  private static ApiResponse refusal() {
    MediaType body = new MediaType().schema(new Schema<>().$ref(SCHEMA));
    return new ApiResponse()
        .description("A refusal: decide by its `type`; `title` and `detail` are for people.")
        .content(new Content().addMediaType("application/problem+json", body));
  }

  private static Schema<?> problem() {
    Schema<?> error = of("object");
    error.addProperty("field", text("name")).addProperty("detail", text("is needed"));
    Schema<?> errors = of("array");
    errors.setItems(error);
    Schema<?> status = of("integer");
    status.setExample(ProblemType.INVALID_REQUEST.status());
    Schema<?> problem = of("object");
    problem
        .addProperty("type", text(ProblemType.INVALID_REQUEST.uri()))
        .addProperty("title", text(ProblemType.INVALID_REQUEST.title()))
        .addProperty("status", status)
        .addProperty("detail", text("name is needed."))
        .addProperty("instance", text("/api/v1/things"))
        .addProperty("traceId", text("86b4c8c7d9e6acbe1d94b92c74c1a335"))
        .addProperty("errors", errors);
    return problem;
  }

  private static Schema<?> text(String example) {
    Schema<?> text = of("string");
    text.setExample(example);
    return text;
  }

  /** In the words of OpenAPI 3.0 and of 3.1: which of them is spoken is each service's choice. */
  private static Schema<?> of(String type) {
    Schema<?> schema = new Schema<>();
    schema.setType(type);
    schema.setTypes(Set.of(type));
    return schema;
  }
}
