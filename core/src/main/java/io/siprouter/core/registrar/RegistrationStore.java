package io.siprouter.core.registrar;

import java.io.IOException;
import java.util.List;

/** Where bindings outlive the process. One thread at a time; may wait. */
public interface RegistrationStore {

  /** Forgets everything. */
  RegistrationStore NONE =
      new RegistrationStore() {
        @Override
        public List<Binding> load() {
          return List.of();
        }

        @Override
        public void save(List<Binding> bindings) {}
      };

  /** What was saved last; empty where nothing usable is there. */
  List<Binding> load();

  /** Replaces what was saved before. */
  void save(List<Binding> bindings) throws IOException;
}
