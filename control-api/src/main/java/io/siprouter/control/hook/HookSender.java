package io.siprouter.control.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.config.WebhookEntry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Sends messages over HTTP, one attempt each. Certificates are verified, redirections are not
 * followed, and no answer is read beyond its status. Any thread that may wait.
 */
final class HookSender implements AutoCloseable {
  /** What a receiver says of one message that it will never take; RFC 9110 §15.5. */
  private static final Set<Integer> REFUSALS = Set.of(400, 410, 413, 415, 422);

  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HookSender(InstantSource clock) {
    this.clock = clock;
  }

  /** What came of an attempt. */
  sealed interface Outcome {
    record Delivered() implements Outcome {}

    /** It may be taken later. */
    record Failed(String why) implements Outcome {}

    /** It will never be taken. */
    record Refused(String why) implements Outcome {}
  }

  Outcome send(WebhookEntry hook, HookMessage message, Duration patience)
      throws InterruptedException {
    try {
      var answer = client.send(request(hook, message, patience), BodyHandlers.ofInputStream());
      answer.body().close();
      return outcome(answer.statusCode());
    } catch (IOException e) {
      return new Outcome.Failed(e.toString());
    }
  }

  private HttpRequest request(WebhookEntry hook, HookMessage message, Duration patience) {
    return HttpRequest.newBuilder(hook.url())
        .timeout(patience)
        .header("Content-Type", "application/json")
        .header("User-Agent", "siprouter")
        .header("X-Siprouter-Event", message.event())
        .header("X-Siprouter-Event-Id", message.id())
        .header(Signature.HEADER, Signature.of(message.body(), clock.instant(), hook.secret()))
        .POST(HttpRequest.BodyPublishers.ofString(message.body(), UTF_8))
        .build();
  }

  /** Whatever else is wrong, a redirection say, somebody may mend. */
  private static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered();
    }
    var why = "status " + status;
    return REFUSALS.contains(status) ? new Outcome.Refused(why) : new Outcome.Failed(why);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
