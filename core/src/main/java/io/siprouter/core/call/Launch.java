package io.siprouter.core.call;

import io.siprouter.config.header.HeaderRule;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a call is made that nobody has dialled.
 *
 * @param first who is called first
 * @param second asked for as soon as the first one answers: phones come and go meanwhile
 * @param shownToSecond whom the second party sees
 * @param shownToFirst whom the first party sees
 */
record Launch(
    Beginning beginning,
    List<HeaderRule> headers,
    CallPlan first,
    Supplier<CallPlan> second,
    Party shownToSecond,
    Party shownToFirst) {}
