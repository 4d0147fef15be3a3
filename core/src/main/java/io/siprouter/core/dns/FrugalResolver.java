package io.siprouter.core.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;

/**
 * Asks name servers for one search, and no more often than any honest domain needs. dnsjava repeats
 * a question for as long as the answer is an error with an alias of another name in it. Any thread.
 */
final class FrugalResolver extends ExtendedResolver {

  /** NAPTR, SRV per service, two addresses per target, and an alias behind each. */
  private static final int MAX_QUESTIONS = 50;

  private static final int RETRIES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final AtomicInteger left = new AtomicInteger(MAX_QUESTIONS);

  FrugalResolver(List<Resolver> servers) {
    super(servers);
    setRetries(RETRIES);
    setTimeout(PATIENCE);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message question, Executor executor) {
    return left.getAndDecrement() > 0
        ? super.sendAsync(question, executor)
        : CompletableFuture.failedFuture(new IOException("more questions than a search may ask"));
  }
}
