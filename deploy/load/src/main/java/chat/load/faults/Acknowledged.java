package chat.load.faults;

/**
 * What a writer was told to have happened.
 *
 * @param seq 0 when the answer did not say
 */
record Acknowledged(String what, long seq) {}
