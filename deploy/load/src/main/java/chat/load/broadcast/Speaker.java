package chat.load.broadcast;

import chat.load.socket.Crowd;
import chat.load.socket.Stamp;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of the crowd, who talks to all of them, at a pace. */
final class Speaker {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Crowd crowd;
  private final int listeners;
  private final int length;
  private long said;

  /**
   * @param length characters of what is said
   */
  Speaker(Crowd crowd, int listeners, int length) {
    this.crowd = crowd;
    this.listeners = listeners;
    this.length = length;
  }

  /** As fast as it goes: some messages are always on their way. */
  void flood(int onTheirWay, Duration duration) throws InterruptedException {
    crowd.loop().submit(() -> begin(onTheirWay)).sync();
    Thread.sleep(duration);
    crowd.loop().submit(() -> crowd.onProgress(() -> {})).sync();
    awaitArrival();
  }

  private void begin(int onTheirWay) {
    crowd.onProgress(() -> fill(onTheirWay));
    fill(onTheirWay);
  }

  private void fill(int onTheirWay) {
    while (said - crowd.delivered() / listeners < onTheirWay) {
      say(System.nanoTime());
    }
  }

  /** So many a second; a message counts from when it should have been sent. */
  void talk(double perSecond, Duration duration) throws InterruptedException {
    long pause = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    long begin = System.nanoTime();
    for (long due = begin; due - begin < duration.toNanos(); due += pause) {
      LockSupport.parkNanos(due - System.nanoTime());
      long stamp = due;
      crowd.loop().execute(() -> say(stamp));
    }
    awaitArrival();
  }

  private void say(long stamp) {
    said++;
    crowd.member(0).say("42[\"say\",{\"text\":\"" + Stamp.text(stamp, length) + "\"}]");
  }

  /** Until everything has arrived, or nothing comes any more. */
  private void awaitArrival() throws InterruptedException {
    long last = -1;
    for (long now = delivered(); now != last && now < said * listeners; now = delivered()) {
      last = now;
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  long said() {
    return said;
  }

  private long delivered() throws InterruptedException {
    return crowd.loop().submit(crowd::delivered).sync().getNow();
  }
}
