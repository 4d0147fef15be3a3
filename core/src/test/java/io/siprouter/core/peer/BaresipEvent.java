package io.siprouter.core.peer;

/**
 * What baresip tells about a registration or a call, for example CALL_ESTABLISHED. Fields it did
 * not fill are empty.
 *
 * @param param the reason or status in words
 */
public record BaresipEvent(String type, String account, String peerUri, String param) {}
