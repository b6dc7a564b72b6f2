package dev.gitmodel.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongSupplier;

/** The three standard streams, and what stands at their other ends. */
public record Terminal(
    InputStream in, OutputStream out, OutputStream err, Traits traits, LongSupplier nanos) {
  /** With the machine's clock: one place that makes it, so that its class is archived. */
  public Terminal(InputStream in, OutputStream out, OutputStream err, Traits traits) {
    this(in, out, err, traits, System::nanoTime);
  }

  /**
   * {@code interactive} where a person can be asked; colour of each stream only where a terminal
   * shows it and nobody asked for none; {@code errLive} where a line can be drawn over.
   */
  public record Traits(
      boolean interactive, boolean outColour, boolean errColour, boolean errLive, int columns) {
    /** Files or pipes at every end. */
    public static final Traits NONE = new Traits(false, false, false, false, 80);
  }
}
