package io.synapse.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Passes requests on to a server, or does what bad networks and busy servers do. */
public final class UnreliableProxy implements AutoCloseable {

  private static final int UNAVAILABLE = 503;

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile IntFunction<Fate> fates;

  /** What becomes of a request. */
  public enum Fate {
    PASSED,
    /** The server says that it is busy. */
    REFUSED,
    /** The connection breaks before the server has the request. */
    LOST,
    /** The server does what it is asked to, and the connection breaks before it has said so. */
    UNANSWERED
  }

  /**
   * Starts it.
   *
   * @param fates what becomes of each request, by its number from 0
   */
  public UnreliableProxy(URI target, IntFunction<Fate> fates) {
    this.target = target;
    this.fates = fates;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many requests have come. */
  public int requests() {
    return requests.get();
  }

  /** What becomes of requests from now on. */
  public void willBe(Fate fate) {
    fates = number -> fate;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Fate fate = fates.apply(requests.getAndIncrement());
    try (exchange) {
      switch (fate) {
        case PASSED -> answer(exchange, pass(exchange, body));
        case REFUSED -> exchange.sendResponseHeaders(UNAVAILABLE, -1);
        case UNANSWERED -> pass(exchange, body);
        case LOST -> {
          // Closed without an answer.
        }
      }
    }
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
