package chat.kit.problem;

import chat.wire.ProblemType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/**
 * Shows in an OpenAPI document how operations refuse: all of them in the same form, and some for
 * reasons of their own, which {@link Refuses} names.
 */
final class RefusalsInDocument implements GlobalOpenApiCustomizer, GlobalOperationCustomizer {
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

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    Refuses refuses = method.getMethodAnnotation(Refuses.class);
    if (refuses != null) {
      Stream.of(refuses.value())
          .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()))
          .forEach(
              (status, types) ->
                  operation
                      .getResponses()
                      .addApiResponse(status.toString(), refusal(explained(types))));
    }
    return operation;
  }

  private static String explained(List<ProblemType> types) {
    return types.stream()
        .map(type -> "`%s` %s. %s".formatted(type.uri(), type.title(), type.remedy()))
        .collect(Collectors.joining("\n\n"));
  }

  private static ApiResponse refusal() {
    return refusal("A refusal: decide by its `type`; `title` and `detail` are for people.");
  }

  private static ApiResponse refusal(String description) {
    MediaType body = new MediaType().schema(new Schema<>().$ref(SCHEMA));
    return new ApiResponse()
        .description(description)
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
