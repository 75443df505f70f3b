package chat.rooms.manage;

import static chat.wire.ProblemType.INVALID_REQUEST;

import chat.kit.problem.Problem;
import chat.rooms.room.RoomFields;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lays a JSON merge patch (RFC 7396) over a room's fields: null takes a field away. */
@Component
class Patches {
  private final JsonMapper json;
  private final Validator validator;

  Patches(JsonMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  RoomFields apply(JsonNode patch, RoomFields fields) {
    if (!patch.isObject()) {
      throw Problem.of(INVALID_REQUEST, "A patch is a JSON object with the fields to change.");
    }
    ObjectNode merged = json.valueToTree(fields);
    patch.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
    return valid(read(merged));
  }

  private RoomFields read(ObjectNode merged) {
    try {
      return json.treeToValue(merged, RoomFields.class);
    } catch (DatabindException e) {
      throw RoomFields.invalid(field(e), "is not valid");
    }
  }

  private static String field(DatabindException e) {
    return e.getPath().isEmpty()
        ? ""
        : Objects.requireNonNullElse(e.getPath().getFirst().getPropertyName(), "");
  }

  private RoomFields valid(RoomFields fields) {
    Set<ConstraintViolation<RoomFields>> violations = validator.validate(fields);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return fields;
  }
}
