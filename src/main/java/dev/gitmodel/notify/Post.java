package dev.gitmodel.notify;

/** A way to send. */
interface Post {
  /**
   * Returns when the other side has taken it; UNAVAILABLE where trying again may help, else with
   * what is to be put right.
   */
  void send(Message message, Deadline deadline);
}
