package io.siprouter.core.call;

import io.siprouter.core.event.EventBus;
import io.siprouter.media.mix.MixerClock;
import java.util.function.Consumer;

/**
 * What every call works with.
 *
 * @param ended told once of each call that is over
 */
record CallServices(
    EventBus events,
    MixerClock mixers,
    Reception reception,
    Dialler dialler,
    CallPlanner planner,
    TrunkLoad load,
    LoopGuard loops,
    CallLimits limits,
    Consumer<Call> ended) {}
