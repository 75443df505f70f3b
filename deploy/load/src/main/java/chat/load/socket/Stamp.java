package chat.load.socket;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.SplittableRandom;

/** When a message should have been sent, written into it where a client finds it in no time. */
public final class Stamp {
  /** Nothing that a frame has otherwise, and that means nothing in a text. */
  private static final byte MARK = '~';

  private static final int DIGITS = 16;

  /** What people say is neither all the same nor noise, which matters where it is deflated. */
  private static final List<String> WORDS =
      List.of(
          ("the of and to in is that it was for on are as with they at be this have from or had by"
                  + " but some what there we can out other were all your when up use word how said"
                  + " each which their time will way about many then them would like so these her"
                  + " long make thing see him two has look more day could go come did my sound no"
                  + " most number who over know water than call first people may down side been now"
                  + " find any new work part take get place made live where after back little only"
                  + " round man year came show every good me give our under name very through just"
                  + " form much great think say help low line before turn cause same mean differ")
              .split(" "));

  private Stamp() {}

  /**
   * @param length of the whole text; there is room for the stamp at least
   */
  public static String text(long nanos, int length) {
    StringBuilder text = new StringBuilder(length).append("~%016x".formatted(nanos));
    SplittableRandom random = new SplittableRandom(nanos);
    while (text.length() < length) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    text.setLength(Math.max(length, DIGITS + 1));
    return text.toString();
  }

  /** The stamp in these bytes, or -1 when there is none. */
  static long find(ByteBuf bytes, int from, int to) {
    int mark = bytes.indexOf(from, to, MARK);
    if (mark < 0 || mark + DIGITS >= to) {
      return -1;
    }
    long nanos = 0;
    for (int i = mark + 1; i <= mark + DIGITS; i++) {
      nanos = nanos << 4 | Character.digit(bytes.getByte(i), 16);
    }
    return nanos;
  }
}
