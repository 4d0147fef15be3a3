package io.siprouter.control.http;

import io.siprouter.web.WebFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Serves the files of the page: those there are and no others, so that no path leads elsewhere. */
final class Pages {

  private static final String MAIN = "/index.html";
  private static final String HTML = "text/html; charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", HTML,
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final WebFiles files;

  Pages(WebFiles files) {
    this.files = files;
  }

  /** What strangers may see. */
  boolean has(String path) {
    return find(path).isPresent();
  }

  private Optional<byte[]> find(String path) {
    return files.find(Set.of("/", "/setup").contains(path) ? MAIN : path);
  }

  void mount(Router router) {
    router.get().handler(this::serve);
  }

  private void serve(RoutingContext context) {
    var path = Paths.of(context);
    find(path)
        .ifPresentOrElse(
            content ->
                context
                    .response()
                    .putHeader("Content-Type", type(path))
                    .putHeader("Cache-Control", "no-cache")
                    .end(Buffer.buffer(content)),
            context::next);
  }

  private static String type(String path) {
    return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), HTML);
  }
}
