package chat.messages.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that knows nothing of the protocol, so that it can break it. */
public final class Peer {
  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String address;

  /**
   * @param address of the endpoint, as {@code 127.0.0.1:3000/socket.io/}
   */
  public Peer(String address) {
    this.address = address;
  }

  public HttpResponse<String> request(String method, String query, String body) throws Exception {
    return begin(method, query, body).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  public CompletableFuture<HttpResponse<String>> begin(String method, String query, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri("http", query))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .timeout(PATIENCE)
            .build();
    return HTTP.sendAsync(request, BodyHandlers.ofString());
  }

  private URI uri(String scheme, String query) {
    return URI.create(scheme + "://" + address + "?" + query);
  }

  /** Opens a session by polling and gives its sid. */
  public String open() throws Exception {
    HttpResponse<String> answer = request("GET", "EIO=4&transport=polling", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return sid(answer.body());
  }

  public static String sid(String handshake) {
    Matcher sid = SID.matcher(handshake);
    assertThat(sid.find()).as(handshake).isTrue();
    return sid.group(1);
  }

  public HttpResponse<String> poll(String sid) throws Exception {
    return request("GET", polling(sid), "");
  }

  public CompletableFuture<HttpResponse<String>> park(String sid) {
    return begin("GET", polling(sid), "");
  }

  public HttpResponse<String> post(String sid, String body) throws Exception {
    return request("POST", polling(sid), body);
  }

  /** Asks, and hangs up before the answer. */
  void pollAndGiveUp(String sid) throws Exception {
    URI uri = uri("http", polling(sid));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s?%s HTTP/1.1\r\nHost: test\r\n\r\n"
                  .formatted(uri.getPath(), uri.getQuery())
                  .getBytes(UTF_8));
    }
  }

  /** A handshake by a page of another site. */
  HttpResponse<String> fromPage(String origin, String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("http", "EIO=4&transport=polling"))
            .method(method, BodyPublishers.noBody())
            .header("Origin", origin)
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  static String polling(String sid) {
    return "EIO=4&transport=polling&sid=" + sid;
  }

  /** A WebSocket with its own session. */
  public Line line() throws Exception {
    return line("EIO=4&transport=websocket");
  }

  /** A WebSocket for a session that there is. */
  public Line line(String query) throws Exception {
    Line line = new Line();
    HTTP.newWebSocketBuilder()
        .buildAsync(uri("ws", query), line)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return line;
  }

  /** One WebSocket: texts as they are, bytes as their numbers, and at last the close code. */
  public static final class Line implements WebSocket.Listener {
    private static final CompletionStage<?> DONE = CompletableFuture.completedStage("");

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();

    public Line say(String... texts) throws Exception {
      for (String text : texts) {
        open.join().sendText(text, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      return this;
    }

    public Line say(byte... bytes) throws Exception {
      open.join()
          .sendBinary(ByteBuffer.wrap(bytes), true)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return this;
    }

    /** The next thing that is not a ping. */
    public String next() throws Exception {
      String text = any();
      return text.equals("2") ? next() : text;
    }

    public String any() throws Exception {
      String text = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(text).as("something said within %s", PATIENCE).isNotNull();
      return text;
    }

    public BlockingQueue<String> heard() {
      return heard;
    }

    public int closeCode() throws Exception {
      return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    public void hangUp() {
      open.join().abort();
    }

    private void goOn(WebSocket from) {
      if (reading.get()) {
        from.request(1);
      }
    }

    /** Leaves what comes in the network, until it reads on. */
    public void stopReading() {
      reading.set(false);
    }

    public void readOn() {
      reading.set(true);
      open.join().request(1);
    }

    @Override
    public void onOpen(WebSocket socket) {
      open.complete(socket);
      socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      goOn(from);
      return DONE;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      while (data.hasRemaining()) {
        part.append(part.isEmpty() ? "" : " ").append(data.get());
      }
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      goOn(from);
      return DONE;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return DONE;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(1006);
    }
  }
}
