// The picture of the daemon: a status, and the events after it by the table "Keeping the picture" of docs/control-api.md.

const find = (list, id) => list.find((it) => it.id === id);
const without = (list, gone) => list.filter((it) => !gone(it));

const CHANGES = {
  device_registered(picture, { data: { device_id: id, ...contact } }) {
    const device = find(picture.devices, id);
    if (device) {
      const at = device.contacts.findIndex((it) => it.contact === contact.contact);
      device.contacts.splice(at < 0 ? device.contacts.length : at, 1, contact);
      device.registered = true;
    }
  },
  device_unregistered(picture, { data }) {
    const device = find(picture.devices, data.device_id);
    if (device) {
      device.contacts = without(device.contacts, (it) => it.contact === data.contact);
      device.registered = device.contacts.length > 0;
    }
  },
  provider_state(picture, { data: { provider_id: id, ...state } }) {
    Object.assign(find(picture.providers, id) ?? {}, state);
  },
  call_created(picture, { call_id: id, ts, data }) {
    picture.calls.push({ ...data, id, state: 'created', created_at: ts, emergency: false, legs: [] });
  },
  call_ringing(picture, event) {
    change(picture, event, (call) => call.answered_at ? {} : { state: 'ringing' });
  },
  call_answered(picture, event) {
    change(picture, event, () => ({ state: 'answered', answered_at: event.ts }));
  },
  emergency_call(picture, event) {
    change(picture, event, () => ({ emergency: true }));
  },
  call_ended(picture, event) {
    picture.calls = without(picture.calls, (it) => it.id === event.call_id);
  },
  leg_added(picture, event) {
    const leg = { ...event.data, id: event.leg_id, state: 'added', codec: '', muted: false, held_by: '' };
    change(picture, event, (call) => ({ legs: [...call.legs, leg] }));
  },
  leg_state(picture, event) {
    change(picture, event, (call) => {
      Object.assign(find(call.legs, event.leg_id) ?? {}, event.data);
      return {};
    });
  },
  leg_removed(picture, event) {
    change(picture, event, (call) => ({ legs: without(call.legs, (it) => it.id === event.leg_id) }));
  },
};

function change(picture, event, fields) {
  const call = find(picture.calls, event.call_id);
  if (call) {
    Object.assign(call, fields(call));
  }
}

/** Takes an event into the picture; one that is in it already, or comes after a gap, changes nothing. */
export function apply(picture, event) {
  if (event.seq !== picture.seq + 1) {
    return;
  }
  picture.seq = event.seq;
  if (Object.hasOwn(CHANGES, event.event)) {
    CHANGES[event.event](picture, event);
  }
}
