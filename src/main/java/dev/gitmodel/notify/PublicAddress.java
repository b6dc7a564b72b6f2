package dev.gitmodel.notify;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether an address is one of the whole Internet: a registry must not be made to talk to what only
 * its own machine or network can reach.
 */
final class PublicAddress {
  /** A range by its first bytes. */
  private record Range(int length, int... start) {
    boolean holds(byte[] address) {
      int left = length;
      for (int i = 0; left > 0; i++, left -= 8) {
        int mask = left >= 8 ? 0xff : 0xff << (8 - left) & 0xff;
        if ((address[i] & mask) != (start[i] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  // What IANA's registries of special-purpose addresses do not call globally reachable.
  private static final List<Range> V4 =
      List.of(
          new Range(8, 0),
          new Range(8, 10),
          new Range(10, 100, 64),
          new Range(8, 127),
          new Range(16, 169, 254),
          new Range(12, 172, 16),
          new Range(24, 192, 0, 0),
          new Range(24, 192, 0, 2),
          new Range(16, 192, 168),
          new Range(15, 198, 18),
          new Range(24, 198, 51, 100),
          new Range(24, 203, 0, 113),
          new Range(3, 224));

  // Of IPv6 only this is given out at all; in it, what stands for IPv4 or is for documents.
  private static final Range V6 = new Range(3, 0x20);
  private static final List<Range> NOT_V6 =
      List.of(
          new Range(23, 0x20, 0x01, 0x00),
          new Range(32, 0x20, 0x01, 0x0d, 0xb8),
          new Range(16, 0x20, 0x02),
          new Range(20, 0x3f, 0xff, 0x00));

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? V4.stream().noneMatch(range -> range.holds(bytes))
        : V6.holds(bytes) && NOT_V6.stream().noneMatch(range -> range.holds(bytes));
  }
}
