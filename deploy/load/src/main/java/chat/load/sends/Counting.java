package chat.load.sends;

import org.HdrHistogram.Histogram;

/** Counts answers, and how long each took. */
interface Counting {
  /** How many answers there were from the very beginning. */
  long all();

  /** Forgets all answers that came before. */
  void begin();

  /** Since {@link #begin}, in nanoseconds; a run with failures is worth nothing. */
  Histogram end();
}
