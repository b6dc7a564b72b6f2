package dev.gitmodel.model;

/** Where word of what happened goes. */
public sealed interface Destination {
  /** As people know it: the address. */
  String address();

  /** A mailbox. */
  record Mail(String address) implements Destination {
    @Override
    public String toString() {
      return address;
    }
  }

  /**
   * A program that listens at a URL; {@code secret} names the variable or git-config key that has
   * what its messages are signed with.
   */
  record Webhook(String address, String secret) implements Destination {
    @Override
    public String toString() {
      return address;
    }
  }
}
