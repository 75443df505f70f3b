package chat.launcher;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One running copy of a service; the first has the service's own ports, the next ones theirs. */
record Instance(Service service, int number) {
  private static final int STRIDE = 100;

  /** All copies of all services, by how many are wanted of each. */
  static List<Instance> of(Map<Service, Integer> scale) {
    return Service.ALL.stream()
        .flatMap(service -> of(service, scale.getOrDefault(service, 1)).stream())
        .toList();
  }

  static List<Instance> of(Service service, int copies) {
    return IntStream.rangeClosed(1, copies).mapToObj(n -> new Instance(service, n)).toList();
  }

  String name() {
    return number == 1 ? service.name() : service.name() + "-" + number;
  }

  int port() {
    return service.port() + shift();
  }

  int managementPort() {
    return service.managementPort() + shift();
  }

  URI readiness() {
    return URI.create("http://127.0.0.1:" + managementPort() + "/actuator/health/readiness");
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  private int shift() {
    return (number - 1) * STRIDE;
  }
}
