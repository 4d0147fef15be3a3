package io.siprouter.control.view;

/**
 * A party of a call.
 *
 * @param id of the leg, within its call
 * @param kind SIP_PROVIDER, SIP_DEVICE, WEBRTC or TOOL
 * @param account the id of the device or provider; empty for a tool
 * @param direction inbound where the party called us, else outbound
 * @param remote who it is
 * @param state one of added, offered, inviting, ringing, early, answered, held and cancelling
 * @param codec what its sound is sent in; empty before that is agreed
 * @param muted whether its party is not to be heard
 * @param heldBy us, party or both where the leg is held; empty where it is not
 */
public record LegView(
    String id,
    String kind,
    String account,
    String direction,
    String remote,
    String state,
    String codec,
    boolean muted,
    String heldBy) {}
