package dev.gitmodel.lfs;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.Future;

/** What a request carries; can be sent again. */
interface Body {
  /** Nothing. */
  Body NONE = () -> BodyPublishers.noBody();

  /** A few bytes. */
  static Body of(byte[] bytes) {
    return () -> BodyPublishers.ofByteArray(bytes);
  }

  /** A fresh start of it. */
  BodyPublisher publisher();

  /** Gives the bytes to the last publisher, unless {@code answer} is there before. */
  default void feed(Future<?> answer, Duration idle) throws IOException {}
}
