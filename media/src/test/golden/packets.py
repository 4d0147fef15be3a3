"""Takes the packets out of an Ogg file (RFC 3533), each with its length before it in two bytes."""

import struct
import sys

data = sys.stdin.buffer.read()
packets, packet, at = [], b"", 0
while at < len(data):
    assert data[at : at + 4] == b"OggS"
    lacing = data[at + 27 : at + 27 + data[at + 26]]
    at += 27 + len(lacing)
    for length in lacing:
        packet += data[at : at + length]
        at += length
        if length < 255:
            packets.append(packet)
            packet = b""
for packet in packets[2:]:  # after the head and the comments, RFC 7845 §5
    sys.stdout.buffer.write(struct.pack(">H", len(packet)) + packet)
