package io.siprouter.control.audit;

/** Where it is written down what people and programs did. Any thread; never waits. */
@FunctionalInterface
public interface Audit {
  void record(AuditEntry entry);
}
