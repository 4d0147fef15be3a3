package example;

import io.siprouter.client.ApiClient;
import io.siprouter.client.ApiException;
import io.siprouter.client.JSON;
import io.siprouter.client.api.CallApi;
import io.siprouter.client.api.LegApi;
import io.siprouter.client.api.StatusApi;
import io.siprouter.client.model.Call;
import io.siprouter.client.model.Device;
import io.siprouter.client.model.Leg;
import io.siprouter.client.model.MakeCallRequest;
import io.siprouter.client.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Makes a call as a stranger would with a client that was generated; tells what came of it. */
public final class Caller implements BiFunction<String, String, List<String>> {

  private static final int OFTEN = 1_000; // what was done is in the picture a moment later

  private final List<String> told = new ArrayList<>();

  /**
   * Takes the address of the interface, and a token.
   */
  @Override
  public List<String> apply(String address, String token) {
    var client = new ApiClient();
    client.updateBaseUri(address);
    client.setRequestInterceptor(it -> it.header("Authorization", "Bearer " + token));
    try {
      devices(new StatusApi(client));
      call(new CallApi(client), new LegApi(client));
    } catch (ApiException e) {
      throw new IllegalStateException(e.getResponseBody(), e);
    }
    return told;
  }

  private void devices(StatusApi status) throws ApiException {
    for (Device device : status.listDevices().getItems()) {
      int contacts = device.getContacts().size();
      told.add(device.getId() + " is registered: " + device.getRegistered() + ", at " + contacts);
    }
  }

  private void call(CallApi calls, LegApi legs) throws ApiException {
    var wish = new MakeCallRequest().from("101").to("102").wait(MakeCallRequest.WaitEnum.ANSWERED);
    Call made = calls.makeCall(wish, "order-17");
    told.add("made: " + made.getState());
    told.add("the key makes no other: " + calls.makeCall(wish, "order-17").getId().equals(made.getId()));
    legs.mute(made.getId(), "1", null);
    Call shown = calls.showCall(made.getId());
    for (int i = 0; i < OFTEN && !shown.getLegs().getFirst().getMuted(); i++) {
      shown = calls.showCall(made.getId());
    }
    told.add("took " + (shown.getAnsweredAt().isBefore(shown.getCreatedAt()) ? "no time" : "a while"));
    for (Leg leg : shown.getLegs()) {
      told.add(leg.getAccount() + " speaks " + leg.getCodec() + ", muted: " + leg.getMuted());
    }
    calls.hangup(made.getId());
    int left = calls.listCalls().getItems().size();
    for (int i = 0; i < OFTEN && left > 0; i++) {
      left = calls.listCalls().getItems().size();
    }
    told.add("calls left: " + left);
    wrongWish(calls);
  }

  private void wrongWish(CallApi calls) throws ApiException {
    try {
      calls.makeCall(new MakeCallRequest().from("101").to(""), null);
    } catch (ApiException e) {
      Problem problem = problem(e.getResponseBody());
      told.add(e.getCode() + " " + problem.getCode() + " of " + problem.getField());
      told.add("faults: " + problem.getErrors().size());
    }
  }

  private static Problem problem(String json) {
    try {
      return JSON.getDefault().getMapper().readValue(json, Problem.class);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
