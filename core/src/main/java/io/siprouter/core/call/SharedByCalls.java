package io.siprouter.core.call;

/** What all calls share, whatever the configuration they began with. */
record SharedByCalls(
    TrunkLoad load, LoopGuard loops, RunTimeCodecs codecs, CallObserver observer) {}
