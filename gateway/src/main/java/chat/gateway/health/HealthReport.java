package chat.gateway.health;

import java.util.List;
import java.util.Map;

/**
 * How the platform is.
 *
 * @param ok whether every service has an instance that is ready
 * @param uptime seconds since this gateway started
 */
record HealthReport(boolean ok, long uptime, Map<String, Service> services) {
  /**
   * @param ok whether an instance is ready
   * @param up how many of the instances are
   */
  record Service(boolean ok, int instances, int up) {
    static Service of(List<Boolean> ready) {
      int up = (int) ready.stream().filter(Boolean::booleanValue).count();
      return new Service(up > 0, ready.size(), up);
    }
  }
}
