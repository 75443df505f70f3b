package chat.load.faults;

/**
 * An event of a room as a reader has seen it.
 *
 * @param what happened, in words that only this event and its repetitions share
 */
record Event(long seq, String what) {}
