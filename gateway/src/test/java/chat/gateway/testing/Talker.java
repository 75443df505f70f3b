package chat.gateway.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A client with the JDK's own WebSocket, which owes nothing to Netty. */
public final class Talker implements WebSocket.Listener {
  private static final int ABNORMAL = 1006;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder words = new StringBuilder();
  private volatile boolean listening = true;
  private long bytes;
  private @Nullable WebSocket socket;

  private Talker() {}

  public static Talker open(WebSocket.Builder builder, URI address) throws Exception {
    Talker talker = new Talker();
    talker.socket = builder.buildAsync(address, talker).get(10, SECONDS);
    return talker;
  }

  public void say(String text) throws Exception {
    socket().sendText(text, true).get(10, SECONDS);
  }

  public void say(ByteBuffer data) throws Exception {
    socket().sendBinary(data, true).get(10, SECONDS);
  }

  /** The next message: its text, or how many bytes it had. */
  public String hear() throws InterruptedException {
    String next = heard.poll(10, SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing was said for ten seconds");
    }
    return next;
  }

  /** The code by which it ended, once it has. */
  public int closed() throws Exception {
    return closed.get(10, SECONDS);
  }

  public String protocol() {
    return socket().getSubprotocol();
  }

  public void stopListening() {
    listening = false;
  }

  public void listenAgain() {
    listening = true;
    socket().request(1);
  }

  public void abort() {
    socket().abort();
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("It has never been opened");
    }
    return socket;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    words.append(text);
    if (last) {
      heard.add(words.toString());
      words.setLength(0);
    }
    goOn(from);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    bytes += data.remaining();
    if (last) {
      heard.add(bytes + " bytes");
      bytes = 0;
    }
    goOn(from);
    return null;
  }

  private void goOn(WebSocket from) {
    if (listening) {
      from.request(1);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(ABNORMAL);
  }
}
