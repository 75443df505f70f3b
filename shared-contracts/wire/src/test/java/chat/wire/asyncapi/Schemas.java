package chat.wire.asyncapi;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON schemas of the records of this module, each once and by its name. */
final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> TRUTH = Set.of(boolean.class, Boolean.class);

  private final Map<String, ObjectNode> named = new TreeMap<>();

  ObjectNode all() {
    ObjectNode all = NODES.objectNode();
    named.forEach(all::set);
    return all;
  }

  /** What stands in a document where such a value is meant. */
  ObjectNode of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return NODES
          .objectNode()
          .put("type", "array")
          .set("items", of(list.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (WHOLE.contains(plain)) {
      return NODES.objectNode().put("type", "integer");
    }
    if (TRUTH.contains(plain)) {
      return NODES.objectNode().put("type", "boolean");
    }
    if (plain == String.class) {
      return NODES.objectNode().put("type", "string");
    }
    if (plain == Instant.class) {
      return text("date-time");
    }
    if (plain == UUID.class || isId(plain)) {
      return text("uuid");
    }
    if (plain.isEnum()) {
      return values(plain);
    }
    if (plain.isSealed()) {
      return anyOf(leaves(plain).toList());
    }
    return reference(plain);
  }

  private static ObjectNode text(String format) {
    return NODES.objectNode().put("type", "string").put("format", format);
  }

  ObjectNode anyOf(List<Class<?>> types) {
    ArrayNode any = NODES.arrayNode();
    types.forEach(type -> any.add(of(type)));
    return NODES.objectNode().set("anyOf", any);
  }

  static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Schemas::leaves)
        : Stream.of(type);
  }

  private static boolean isId(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && Arrays.stream(type.getRecordComponents())
            .anyMatch(one -> one.getAccessor().isAnnotationPresent(JsonValue.class));
  }

  private static ObjectNode values(Class<?> type) {
    ArrayNode values = NODES.arrayNode();
    for (Object constant : type.getEnumConstants()) {
      if (!isForTheUnknown(type, (Enum<?>) constant)) {
        values.add(JSON.valueToTree(constant).asString());
      }
    }
    return NODES.objectNode().put("type", "string").set("enum", values);
  }

  private static boolean isForTheUnknown(Class<?> type, Enum<?> constant) {
    try {
      Field field = type.getField(constant.name());
      return field.isAnnotationPresent(JsonEnumDefaultValue.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode reference(Class<?> type) {
    String name = name(type);
    if (!named.containsKey(name)) {
      ObjectNode schema = NODES.objectNode();
      named.put(name, schema);
      schema.put("type", "object");
      describe(type, schema);
    }
    return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** Two records of one name differ by what they are part of. */
  static String name(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + "." + type.getSimpleName();
  }

  private void describe(Class<?> type, ObjectNode schema) {
    ObjectNode properties = NODES.objectNode();
    ArrayNode required = NODES.arrayNode();
    for (RecordComponent field : type.getRecordComponents()) {
      properties.set(field.getName(), of(field.getGenericType()));
      if (!mayBeAbsent(field.getAnnotatedType())) {
        required.add(field.getName());
      }
    }
    schema.set("properties", properties);
    schema.set("required", required);
  }

  private static boolean mayBeAbsent(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }
}
