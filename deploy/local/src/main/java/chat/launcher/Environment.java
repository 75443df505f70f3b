package chat.launcher;

import chat.backing.BackingServices;
import chat.backing.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What each service is told about the others and about the backing services. */
final class Environment {
  private final BackingServices backing;
  private final Secrets secrets;
  private final List<Instance> instances;
  private final Path files;

  /**
   * @param files where people's files lie, for all nodes
   */
  Environment(BackingServices backing, Secrets secrets, List<Instance> instances, Path files) {
    this.backing = backing;
    this.secrets = secrets;
    this.instances = instances;
    this.files = files;
  }

  Map<String, String> of(Instance instance) {
    var service = instance.service();
    var environment = new LinkedHashMap<>(backing.springEnvironment(service.database()));
    environment.put("SERVER_PORT", Integer.toString(instance.port()));
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(instance.managementPort()));
    environment.put("CHAT_SECURITY_ISSUER", "http://localhost:" + Service.GATEWAY.port());
    environment.put("CHAT_SECURITY_JWKS_URI", url(Service.AUTH) + "/.well-known/jwks.json");
    environment.put("CHAT_SERVICE_TOKEN_URI", url(Service.AUTH) + "/oauth2/token");
    environment.put("CHAT_SERVICE_SECRET", secrets.of(service.name()));
    if (service.equals(Service.AUTH)) {
      Service.ALL.forEach(client -> environment.put(secretOf(client), secrets.of(client.name())));
      environment.put("CHAT_AUTH_VAULT_SECRET", secrets.of("vault"));
      environment.put("CHAT_AUTH_ADMIN_EMAIL", "admin@localhost.example");
      environment.put("CHAT_AUTH_ADMIN_USERNAME", "admin");
      environment.put("CHAT_AUTH_ADMIN_PASSWORD", administratorPassword());
      environment.put("CHAT_AUTH_MAIL_MAILBOX", "true");
      environment.put("CHAT_AUTH_MAIL_WEBADDRESS", "http://localhost:" + Service.GATEWAY.port());
      environment.put("CHAT_AUTH_COOKIE_SECURE", "false"); // there is no TLS on localhost
    }
    if (service.equals(Service.MESSAGE) || service.equals(Service.NOTIFICATION)) {
      environment.put("CHAT_ROOMS_SERVICE", url(Service.ROOM));
      environment.put("CHAT_GUESTS_SERVICE", url(Service.AUTH));
      environment.put("CHAT_PRESENCE_SERVICE", url(Service.PRESENCE));
    }
    if (service.equals(Service.MESSAGE)) {
      environment.put("CHAT_ATTACHMENTS_DIRECTORY", files.toString());
    }
    if (service.equals(Service.GATEWAY)) {
      environment.putAll(upstreams());
    }
    return environment;
  }

  /** Of the administrator whom auth-service makes at its first start. */
  String administratorPassword() {
    return secrets.of("administrator");
  }

  private static String secretOf(Service client) {
    return "CHAT_AUTH_CLIENTS_" + client.variable() + "_SECRET";
  }

  private Map<String, String> upstreams() {
    return instances.stream()
        .filter(instance -> !instance.service().equals(Service.GATEWAY))
        .collect(
            Collectors.groupingBy(
                instance -> "CHAT_GATEWAY_SERVICES_" + instance.service().variable(),
                Collectors.mapping(Instance::url, Collectors.joining(","))));
  }

  private static String url(Service service) {
    return new Instance(service, 1).url();
  }
}
