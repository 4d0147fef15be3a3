package io.siprouter.core.call;

/** Who seeks help, and by which number. */
record Help(Party from, String number) {}
