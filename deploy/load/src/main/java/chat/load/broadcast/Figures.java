package chat.load.broadcast;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run has shown.
 *
 * @param perSecond deliveries
 * @param p50 milliseconds from when a message should have been sent until it was there
 * @param cpu seconds of the server's processor time for a million deliveries
 * @param door the same of the gateway before it, where there is one
 * @param lost deliveries that never came
 */
record Figures(double perSecond, double p50, double p99, double cpu, double door, double lost) {
  static String title() {
    return "deliveries/s   p50 ms    p99 ms CPU s/10^6   gateway      lost";
  }

  static Figures median(List<Figures> runs) {
    return new Figures(
        median(runs, Figures::perSecond),
        median(runs, Figures::p50),
        median(runs, Figures::p99),
        median(runs, Figures::cpu),
        median(runs, Figures::door),
        runs.stream().mapToDouble(Figures::lost).sum());
  }

  private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
    List<Double> sorted =
        runs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    return sorted.get(sorted.size() / 2);
  }

  String row() {
    return "%,12.0f %9.1f %9.1f %9.2f %9.2f %9.0f".formatted(perSecond, p50, p99, cpu, door, lost);
  }
}
