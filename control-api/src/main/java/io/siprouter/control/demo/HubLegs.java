package io.siprouter.control.demo;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegQuality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hub's legs, as its events tell of them. */
final class HubLegs {

  private final Map<String, TableRow> rows = new LinkedHashMap<>();

  void accept(ServerEvent event) {
    switch (event) {
      case LegAdded(_, var legId, _, var remote, _, _) ->
          rows.put(legId, TableRow.ofLeg(remote, "added"));
      case LegChanged(_, var legId, var state, _, _, _) ->
          rows.computeIfPresent(legId, (_, row) -> row.withState(state));
      case LegQuality quality ->
          rows.computeIfPresent(quality.legId(), (_, row) -> row.with(quality));
      case ServerEvent.DeviceEvent _,
          ServerEvent.CallEvent _,
          ServerEvent.ProviderState _,
          ServerEvent.RegState _,
          ServerEvent.SecurityBan _,
          ServerEvent.SipTrace _,
          ServerEvent.ConfigApplied _,
          ServerEvent.ConfigRejected _ -> {}
    }
  }

  /** In the order in which they joined the call: the caller's first. */
  List<TableRow> rows() {
    return List.copyOf(rows.values());
  }

  long lost() {
    return rows.values().stream().mapToLong(TableRow::lost).sum();
  }
}
