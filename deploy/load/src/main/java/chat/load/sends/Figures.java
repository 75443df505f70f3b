package chat.load.sends;

import java.util.Locale;

/**
 * What one measurement has shown.
 *
 * @param p99 of the answer, in milliseconds; 0 when it is not known
 * @param client CPU-seconds of whoever stands between the caller and the database: the service, or
 *     pgbench
 * @param compilers what the JVM's compilers have taken of that
 */
record Figures(
    double perSecond, double p99, long done, double client, double compilers, double database) {
  static final String HEAD =
      "| | per second | p99 ms | CPU µs each: client | of it compilers | database | both |\n|---|---|---|---|---|---|---|";

  double micros() {
    return (client + database) * 1e6 / done;
  }

  String line(String what) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.1f | %.0f | %.0f | %.0f | %.0f |",
        what,
        perSecond,
        p99,
        client * 1e6 / done,
        compilers * 1e6 / done,
        database * 1e6 / done,
        micros());
  }
}
