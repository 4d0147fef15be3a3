package io.siprouter.control.command;

/** Something that a program may ask of the daemon. Immutable. */
public sealed interface Command
    permits AccessCommand,
        BanCommand,
        CallCommand,
        ConfigCommand,
        HeaderCommand,
        HistoryCommand,
        LegCommand,
        ProviderCommand,
        RouteCommand,
        StatusCommand,
        StreamCommand,
        TraceCommand {}
