package io.siprouter.core.call;

import io.siprouter.core.event.EventBus;
import io.siprouter.media.mix.MixerClock;

/** What every call works with. */
record CallServices(
    EventBus events,
    MixerClock mixers,
    Reception reception,
    Dialler dialler,
    CallPlanner planner,
    TrunkLoad load,
    LoopGuard loops,
    CallLimits limits,
    CallObserver observer) {}
