package chat.load.broadcast;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is to be measured.
 *
 * @param rate deliveries a second at moderate load
 * @param onTheirWay messages on their way at saturation
 */
record Options(
    List<Integer> sockets,
    List<Contender> contenders,
    boolean gateway,
    int rounds,
    Duration duration,
    double rate,
    int onTheirWay) {
  private static final Map<String, String> USUAL =
      Map.of(
          "sockets", "500,5000",
          "contenders", "core,node",
          "gateway", "false",
          "rounds", "3",
          "seconds", "8",
          "rate", "25000",
          "window", "16");

  /** Each argument is {@code name=value}. */
  static Options of(String[] arguments) {
    Map<String, String> given =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : ""));
    if (!USUAL.keySet().containsAll(given.keySet())) {
      throw new IllegalArgumentException(
          "There are these options: "
              + String.join(", ", USUAL.keySet().stream().sorted().toList()));
    }
    Map<String, String> all = new HashMap<>(USUAL);
    all.putAll(given);
    return new Options(
        list(all.get("sockets")).stream().map(Integer::valueOf).toList(),
        list(all.get("contenders").toUpperCase(Locale.ROOT)).stream()
            .map(Contender::valueOf)
            .toList(),
        Boolean.parseBoolean(all.get("gateway")),
        Integer.parseInt(all.get("rounds")),
        Duration.ofSeconds(Long.parseLong(all.get("seconds"))),
        Double.parseDouble(all.get("rate")),
        Integer.parseInt(all.get("window")));
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).toList();
  }
}
