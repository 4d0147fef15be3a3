package io.siprouter.control.api;

import io.siprouter.control.command.Arguments;
import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.Dispatcher;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.stream.Streams;

/** What the interface is made of, whichever way it is reached. */
public record ApiParts(
    Catalogue catalogue,
    Arguments arguments,
    Dispatcher dispatcher,
    EventFeed feed,
    Streams streams) {}
