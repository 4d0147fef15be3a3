package io.siprouter.control;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigChange;
import io.siprouter.config.pem.PemException;
import io.siprouter.control.config.ConfigFollower;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.hook.Webhooks;
import io.siprouter.core.Engine;
import java.util.List;

/** All parts of a daemon that live by the configuration. One thread at a time. */
record Followers(Engine engine, EventFeed feed, Webhooks hooks, Entrance entrance)
    implements ConfigFollower {

  @Override
  public List<String> follow(AppConfig next) throws PemException {
    var restart = engine.apply(next);
    feed.configured(next);
    hooks.apply(next.webhooks());
    entrance.configure(next);
    return restart;
  }

  @Override
  public void reloaded(String by, List<ConfigChange> changes) {
    entrance.audit().reloaded(by, changes);
  }

  @Override
  public void refresh() {
    engine.reloadCertificates();
    entrance.refresh();
  }
}
