package chat.load.broadcast;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What is to be measured.
 *
 * @param ways direct, or through the gateway
 * @param rate deliveries a second at moderate load
 * @param onTheirWay messages on their way at saturation
 * @param length characters of a message
 * @param deflate bytes from which on messages are deflated; none is when it is 0
 * @param warm deliveries before anything is measured
 * @param idle how long the heartbeats are measured; not at all when it is nothing
 */
record Options(
    List<Integer> sockets,
    List<Contender> contenders,
    List<Way> ways,
    int rounds,
    Duration duration,
    double rate,
    int onTheirWay,
    int length,
    int deflate,
    long warm,
    Duration idle) {
  enum Way {
    DIRECT,
    GATEWAY
  }

  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("sockets", "500,5000"),
          Map.entry("contenders", "core,node"),
          Map.entry("ways", "direct"),
          Map.entry("rounds", "3"),
          Map.entry("seconds", "8"),
          Map.entry("rate", "25000"),
          Map.entry("window", "16"),
          Map.entry("length", "200"),
          Map.entry("deflate", "0"),
          Map.entry("warm", "4000000"),
          Map.entry("idle", "0"));

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
    UnaryOperator<String> all =
        name -> Objects.requireNonNull(given.containsKey(name) ? given.get(name) : USUAL.get(name));
    return new Options(
        list(all.apply("sockets")).stream().map(Integer::valueOf).toList(),
        list(all.apply("contenders").toUpperCase(Locale.ROOT)).stream()
            .map(Contender::valueOf)
            .toList(),
        list(all.apply("ways").toUpperCase(Locale.ROOT)).stream().map(Way::valueOf).toList(),
        Integer.parseInt(all.apply("rounds")),
        Duration.ofSeconds(Long.parseLong(all.apply("seconds"))),
        Double.parseDouble(all.apply("rate")),
        Integer.parseInt(all.apply("window")),
        Integer.parseInt(all.apply("length")),
        Integer.parseInt(all.apply("deflate")),
        Long.parseLong(all.apply("warm")),
        Duration.ofSeconds(Long.parseLong(all.apply("idle"))));
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).toList();
  }
}
