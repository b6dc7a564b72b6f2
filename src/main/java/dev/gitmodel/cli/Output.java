package dev.gitmodel.cli;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All that a user sees: data on stdout, talk on stderr. Whatever is printed goes through {@link
 * Printable} here, so no foreign text reaches a terminal as it came.
 */
public final class Output {
  private final Terminal terminal;
  private final Channel out;
  private final Channel err;
  private final Asked asked;

  Output(Terminal terminal, Asked asked) {
    this.terminal = terminal;
    this.asked = asked;
    this.out = new Channel(terminal.out());
    this.err = new Channel(terminal.err());
  }

  /** One thing shown: as JSON where that was asked for, else as text. */
  <T> void show(T thing, Consumer<T> asText) {
    if (asked.json()) {
      json(thing);
    } else {
      asText.accept(thing);
    }
  }

  boolean wantsJson() {
    return asked.json();
  }

  /** How to show the answer; INVALID where {@code --format} says another way than --json. */
  <F extends Enum<F>> F format(Optional<F> format, F json, F usual) {
    if (asked.json() && format.isPresent() && format.get() != json) {
      throw excluded(format.get());
    }
    return format.orElse(asked.json() ? json : usual);
  }

  /** What is said where {@code --json} contradicts the format. */
  static RegistryException excluded(Enum<?> format) {
    return RegistryException.invalid(
        "--json and --format " + format.name().toLowerCase(Locale.ROOT) + " exclude each other",
        "leave out one of them");
  }

  /** {@code tree} as JSON; what a terminal would act on is escaped and stays the same value. */
  void json(Object tree) {
    out.write(Json.write(tree) + "\n");
  }

  /** A part of a document whose writer has made all of it printable. */
  void document(String part) {
    out.write(part);
  }

  /** A line of data, or several. */
  void line(String text) {
    out.write(Printable.lines(text) + "\n");
  }

  /** A line behind what it is drawn with, which is ours and in UTF-8: it is so often the same. */
  void line(byte[] drawn, String text) {
    out.write(drawn);
    out.write(Printable.lines(text));
    out.write("\n");
  }

  void line(String text, Style style) {
    String printable = Printable.lines(text);
    out.write((terminal.traits().outColour() ? style.around(printable) : printable) + "\n");
  }

  /** What a change did, in one line of data; not said where quiet was asked for. */
  void report(String text) {
    if (!asked.quiet()) {
      line(text);
    }
  }

  /** Rows in columns under {@code header}, which is empty for none. */
  void table(List<String> header, Stream<List<Table.Cell>> rows) {
    new Table(header, 0, terminal.traits().outColour(), text -> out.write(text + "\n")).print(rows);
  }

  /** Rows without a header whose first column is at least so wide. */
  void table(int firstColumn, Stream<List<Table.Cell>> rows) {
    boolean colour = terminal.traits().outColour();
    new Table(List.of(), firstColumn, colour, text -> out.write(text + "\n")).print(rows);
  }

  /** Names and values, a line each. */
  void pairs(Stream<Map.Entry<String, String>> pairs) {
    table(List.of(), pairs.map(pair -> Table.row(pair.getKey(), pair.getValue())));
  }

  /** Remarks that are no part of the answer. */
  void note(String text) {
    talk("", Style.PLAIN, text);
  }

  void hint(String text) {
    talk("hint: ", Style.CYAN, text);
  }

  void warning(String text) {
    talk("warning: ", Style.YELLOW, text);
  }

  private void talk(String label, Style style, String text) {
    if (!asked.quiet()) {
      say(label, style, text);
    }
  }

  private void say(String label, Style style, String text) {
    out.flush();
    String head = terminal.traits().errColour() && !label.isEmpty() ? style.around(label) : label;
    err.write(head + Printable.lines(text) + "\n");
    err.flush();
  }

  /**
   * Why it failed: {@code error:} and {@code hint:}, or where JSON was asked for one line of it, on
   * stderr as well, so that stdout is an answer or empty.
   */
  void error(RegistryException e) {
    if (asked.json()) {
      say("", Style.PLAIN, Json.line(ErrorShape.of(e)));
      return;
    }
    say("error: ", Style.RED, e.text());
    if (!e.hint().isEmpty()) {
      say("hint: ", Style.CYAN, e.hint());
    }
    for (Throwable cause = e.getCause(); cause != null && asked.verbose(); ) {
      say("caused by: ", Style.DIM, cause.toString());
      cause = cause.getCause();
    }
  }

  /** Talk that is said whatever was asked for. */
  void apology(String text) {
    say("error: ", Style.RED, text);
  }

  /**
   * Asks before something is destroyed. Without a terminal nobody can answer: INVALID, because
   * {@code --yes} was missing.
   */
  boolean confirms(String question) {
    if (!terminal.traits().interactive()) {
      throw RegistryException.invalid(
          "this can't be undone, and there is no terminal to ask on",
          "say --yes where it is meant");
    }
    out.flush();
    err.write(Printable.lines(question) + " [y/N] ");
    err.flush();
    String answer = Channel.readLine(terminal.in()).strip();
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  /** A bar for work on {@code total} bytes, shown on a terminal once it has taken a second. */
  ProgressBar progress(String label, long total) {
    boolean shown = asked.progress() && !asked.json() && terminal.traits().errLive();
    Consumer<String> screen =
        text -> {
          err.write(text);
          err.flush();
        };
    return new ProgressBar(
        label, total, shown ? screen : text -> {}, terminal.traits().columns(), terminal.nanos());
  }

  /** The streams themselves, for a protocol whose bytes are nobody's to read. */
  Terminal streams() {
    return terminal;
  }

  /** All that was written is out; STORAGE or a broken pipe where that is impossible. */
  void flush() {
    out.flush();
    err.flush();
  }
}
