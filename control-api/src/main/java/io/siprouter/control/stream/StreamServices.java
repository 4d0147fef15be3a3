package io.siprouter.control.stream;

import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.Dispatcher;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.core.trace.MessageTrace;
import java.util.SortedSet;

/**
 * What every WebSocket works with.
 *
 * @param meters the events that are only for those who subscribe to them
 */
public record StreamServices(
    Catalogue catalogue,
    Dispatcher dispatcher,
    EventFeed feed,
    MessageTrace trace,
    SortedSet<String> meters,
    StreamLimits limits) {}
