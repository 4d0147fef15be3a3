package io.siprouter.core.call;

/** Whoever keeps count of calls; told on their loops. */
interface CallObserver {

  /** A call has turned out to be one for help, so that nothing may stand in its way. */
  void seeksHelp(Call call);

  /** A call is over; told once. */
  void ended(Call call);
}
