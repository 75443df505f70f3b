package chat.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.testing.TestIdentity;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.internal.Membership;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilderFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The people of a test, each with a token of their own. */
@TestComponent
@Lazy
class House {
  private static final JsonMapper JSON = new JsonMapper();

  private final TestIdentity identity;
  private final WebTestClient http;

  House(TestIdentity identity, Environment environment) {
    this.identity = identity;
    this.http =
        WebTestClient.bindToServer()
            .uriBuilderFactory(asWritten(environment))
            .responseTimeout(Duration.ofSeconds(60))
            .build();
  }

  private static UriBuilderFactory asWritten(Environment environment) {
    var uris =
        new DefaultUriBuilderFactory(
            "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    uris.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.NONE);
    return uris;
  }

  Someone person(String name) {
    return someone(name, id -> identity.token(id, name));
  }

  Someone guest(String name) {
    return someone(name, id -> identity.guestToken(id, name));
  }

  Someone administrator(String name) {
    return someone(name, id -> identity.adminToken(id, name));
  }

  Someone service(String name) {
    return someone(name, id -> identity.serviceToken(name));
  }

  /** A person of whom the service has heard because they once looked into the global room. */
  Someone known(String name) {
    Someone person = person(name);
    person.put("/api/v1/rooms/" + RoomId.GLOBAL + "/members/me").is(200);
    return person;
  }

  WebTestClient http() {
    return http;
  }

  Membership membership(RoomId room, UserId user) {
    return service("message-service")
        .get("/internal/rooms/" + room + "/members/" + user)
        .as(Membership.class);
  }

  private Someone someone(String name, Function<UserId, String> token) {
    UserId id = new UserId(UUID.randomUUID());
    return new Someone(id, name, token.apply(id), http);
  }

  /** Somebody with a token. */
  record Someone(UserId id, String name, String token, WebTestClient http) {
    Answer get(String path) {
      return ask(HttpMethod.GET, path, null, null);
    }

    Answer put(String path) {
      return ask(HttpMethod.PUT, path, null, null);
    }

    Answer put(String path, String body) {
      return ask(HttpMethod.PUT, path, body, null);
    }

    Answer post(String path) {
      return ask(HttpMethod.POST, path, null, null);
    }

    Answer post(String path, String body) {
      return ask(HttpMethod.POST, path, body, null);
    }

    Answer delete(String path) {
      return ask(HttpMethod.DELETE, path, null, null);
    }

    Answer patch(String path, String body, @Nullable String ifMatch) {
      return ask(HttpMethod.PATCH, path, body, ifMatch);
    }

    Answer ask(HttpMethod method, String path, @Nullable String body, @Nullable String ifMatch) {
      WebTestClient.RequestBodySpec request = http.method(method).uri(path);
      request.headers(headers -> headers.setBearerAuth(token));
      if (ifMatch != null) {
        request.header("If-Match", ifMatch);
      }
      if (body != null) {
        request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
      }
      var result = request.exchange().expectBody(String.class).returnResult();
      return new Answer(
          result.getStatus().value(),
          result.getResponseHeaders().getETag(),
          result.getResponseBody());
    }

    /** Opens a room and is its owner. */
    RoomId opens(String kind) {
      return opens(kind, "");
    }

    RoomId opens(String kind, String more) {
      return post(
              "/api/v1/rooms", "{\"kind\":\"%s\",\"name\":\"%s's\"%s}".formatted(kind, name, more))
          .is(201)
          .room();
    }

    Answer joins(RoomId room) {
      return put("/api/v1/rooms/" + room + "/members/me");
    }

    Answer leaves(RoomId room) {
      return delete("/api/v1/rooms/" + room + "/members/me");
    }

    Answer sees(RoomId room) {
      return get("/api/v1/rooms/" + room);
    }

    Answer gives(RoomId room, Someone member, String role) {
      return put(
          "/api/v1/rooms/%s/members/%s/role".formatted(room, member.id()),
          "{\"role\":\"%s\"}".formatted(role));
    }
  }

  /** What the service answered. */
  record Answer(int status, @Nullable String etag, @Nullable String body) {
    Answer is(int expected) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    /** A refusal that says what to do. */
    Answer refuses(ProblemType problem) {
      is(problem.status());
      assertThat(json().get("type").asString()).isEqualTo(problem.uri());
      assertThat(json().get("detail").asString()).isNotBlank();
      return this;
    }

    Answer naming(String field) {
      assertThat(json().get("errors").toString()).contains("\"field\":\"" + field + "\"");
      return this;
    }

    JsonNode json() {
      return JSON.readTree(body == null ? "null" : body);
    }

    <T> T as(Class<T> type) {
      is(200);
      return JSON.treeToValue(json(), type);
    }

    RoomId room() {
      return RoomId.of(json().get("id").asString());
    }

    long version() {
      return json().get("version").asLong();
    }
  }
}
