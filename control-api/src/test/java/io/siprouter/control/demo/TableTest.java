package io.siprouter.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.phone.Heard;
import io.siprouter.core.phone.PhoneState.Idle;
import io.siprouter.core.phone.PhoneState.Talking;
import io.siprouter.media.codec.Codec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {

  private final HubLegs legs = new HubLegs();

  @Test
  void showsEveryFigureInItsColumn() {
    var heard = new Heard(251, 249, 2, 0.26, 62.04, List.of(620.0), "");
    var phone = TableRow.ofPhone("101", new Talking(Codec.PCMU), heard);
    legs.accept(new LegAdded("call", "1", "SIP_DEVICE", "101", "alice", "inbound"));
    legs.accept(new LegChanged("call", "1", "answered", "PCMU", false, ""));
    legs.accept(new LegQuality("call", "1", "PCMU", 250, 248, 1, 0.5, 40, 0, Optional.empty()));

    var lines = Table.render(List.of(phone, legs.rows().getFirst()));

    assertThat(String.join("\n", lines))
        .startsWith(
            """
                           state      codec  sent received lost jitter  delay  hears
            phone 101      talking    PCMU    251      249    2    0.3   62.0  620 Hz
            hub leg to 101 answered   PCMU    248      250    1    0.5   40.0  -
            """);
  }

  @Test
  void whatIsNotKnownYetIsADash() {
    var heard = new Heard(0, 0, 0, 0, Double.NaN, List.of(), "");
    var row = TableRow.ofPhone("102", new Idle(), heard);

    assertThat(Table.render(List.of(row)).get(1))
        .isEqualTo("phone 102      idle                 0        0    0    0.0      -  -");
  }

  @Test
  void fitsIntoALineOfATerminal() {
    var heard = new Heard(99_999, 99_999, 9999, 999.9, 999.9, List.of(440.0, 620.0), "");
    var widest = TableRow.ofPhone("101", new Talking(Codec.G722), heard).withState("terminated");

    assertThat(Table.render(List.of(widest)))
        .allMatch(line -> line.length() < 80)
        .anyMatch(line -> line.endsWith("  440+620 Hz"));
  }

  @Test
  void legsStandInTheOrderOfTheirComing() {
    legs.accept(new LegAdded("call", "1", "SIP_DEVICE", "101", "alice", "inbound"));
    legs.accept(new LegAdded("call", "2", "SIP_DEVICE", "102", "bob", "outbound"));
    legs.accept(new CallAnswered("call"));
    legs.accept(new LegQuality("call", "1", "PCMU", 1, 1, 3, 0, 0, 0, Optional.empty()));
    legs.accept(new LegQuality("call", "2", "G722", 1, 1, 4, 0, 0, 0, Optional.empty()));

    assertThat(legs.rows()).extracting(TableRow::codec).containsExactly("PCMU", "G722");
    assertThat(legs.lost()).isEqualTo(7);
  }

  @Test
  void figuresOfLegsThatNobodyAnnouncedAreLeftOut() {
    legs.accept(new LegQuality("call", "1", "PCMU", 1, 1, 3, 0, 0, 0, Optional.empty()));

    assertThat(legs.rows()).isEmpty();
  }
}
