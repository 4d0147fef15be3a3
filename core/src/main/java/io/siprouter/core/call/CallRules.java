package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.core.header.HeaderPipeline;
import io.siprouter.core.leg.SoundSettings;

/**
 * What one configuration makes of calls. Immutable; any thread. A call keeps the rules that it
 * began with to its end.
 *
 * @param mostCalls at the same time
 */
record CallRules(AppConfig config, Callers callers, CallServices services, int mostCalls) {

  /**
   * @param shared by the calls of all configurations
   */
  static CallRules of(AppConfig config, CallManagerParts parts, SharedByCalls shared) {
    var plane = parts.plane().with(SoundSettings.of(config.media()));
    var headers = new HeaderPipeline(config, parts.runTimeHeaders());
    var codecs = new PeerCodecs(config, shared.codecs());
    var planner = new CallPlanner(config, parts.registrations(), parts.trunks(), parts.clock());
    var services =
        new CallServices(
            parts.events(),
            plane.mixers(),
            new Reception(plane, parts.own()),
            new Dialler(codecs, parts.agent(), plane, parts.own(), headers),
            planner,
            shared.load(),
            shared.loops(),
            CallLimits.of(config),
            shared.observer());
    return new CallRules(
        config,
        new Callers(codecs, parts, headers, planner),
        services,
        CallCapacity.of(config.server().limits().calls(), Runtime.getRuntime().maxMemory()));
  }

  CallPlanner planner() {
    return services.planner();
  }
}
