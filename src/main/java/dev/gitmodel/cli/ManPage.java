package dev.gitmodel.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Manual pages in man(7) roff from the same syntax that parses and helps. Our own 100 lines,
 * because picocli's way to a man page is Asciidoctor, which would bring JRuby into the build.
 */
final class ManPage {
  private final String programVersion;
  private final StringBuilder roff = new StringBuilder();

  private ManPage(String programVersion) {
    this.programVersion = programVersion;
  }

  /** Every page by its file name: {@code git-model.1}, {@code git-model-push.1}, ... */
  static Map<String, String> all(Verbs verbs, String programVersion) {
    Map<String, String> pages = new TreeMap<>();
    pages.put("git-model.1", new ManPage(programVersion).overview(verbs));
    for (String verb : verbs()) {
      Syntax syntax = verbs.command(verb).syntax();
      pages.put(name(verb) + ".1", new ManPage(programVersion).page(syntax));
    }
    return pages;
  }

  private static List<String> verbs() {
    return Stream.concat(Chapter.verbsOfAll().stream(), Chapter.REST.stream()).toList();
  }

  /** The verb that it is a part of, and those that are a part of it. */
  private static Stream<String> kin(String verb) {
    return verbs().stream()
        .filter(other -> verb.startsWith(other + " ") || other.startsWith(verb + " "));
  }

  private static String name(String verb) {
    return "git-model-" + verb.replace(' ', '-');
  }

  private String overview(Verbs verbs) {
    Syntax syntax = verbs.command("").syntax();
    head("git-model", syntax.summary());
    section("SYNOPSIS");
    bold("git model");
    line("VERB ...");
    section("DESCRIPTION");
    syntax.notes().forEach(this::paragraph);
    for (Chapter chapter : Chapter.ALL) {
      section(chapter.title().toUpperCase(java.util.Locale.ROOT));
      for (String verb : chapter.verbs()) {
        item(name(verb) + "(1)", verbs.command(verb).syntax().summary());
      }
    }
    exitStatus();
    return roff.toString();
  }

  private String page(Syntax syntax) {
    head(name(syntax.verb()), syntax.summary());
    section("SYNOPSIS");
    line(syntax.synopsis());
    section("DESCRIPTION");
    line(syntax.summary());
    syntax.notes().forEach(this::paragraph);
    section("OPTIONS");
    syntax.args().forEach(this::argument);
    section("WITH EVERY VERB");
    new Globals().args().forEach(this::argument);
    syntax
        .json()
        .ifPresent(
            shape -> {
              section("JSON");
              verbatim(Wrap.at(70, "", shape));
            });
    examples(syntax.examples());
    exitStatus();
    section("SEE ALSO");
    line(
        Stream.concat(Stream.of("git-model"), kin(syntax.verb()).map(ManPage::name))
            .map(page -> page + "(1)")
            .collect(Collectors.joining(", ")));
    return roff.toString();
  }

  private void head(String name, String summary) {
    raw(
        ".TH \""
            + name.toUpperCase(java.util.Locale.ROOT)
            + "\" \"1\" \"\" \"git-model "
            + escaped(programVersion)
            + "\" \"git-model manual\"");
    // No hyphenation, left-aligned: options must be found by searching.
    raw(".nh");
    raw(".ad l");
    section("NAME");
    line(name + " - " + summary);
  }

  private void argument(Arg<?> arg) {
    String names = String.join(", ", arg.names());
    item((names + " " + arg.label()).strip(), arg.description());
  }

  private void examples(List<String> examples) {
    if (!examples.isEmpty()) {
      section("EXAMPLES");
      verbatim(String.join("\n", examples));
    }
  }

  private void verbatim(String lines) {
    raw(".nf");
    line(lines);
    raw(".fi");
  }

  private void exitStatus() {
    section("EXIT STATUS");
    ExitCode.MEANINGS.forEach((code, meaning) -> item(String.valueOf(code), meaning));
  }

  private void section(String title) {
    raw(".SH \"" + title + "\"");
  }

  private void paragraph(String text) {
    raw(".PP");
    line(text);
  }

  private void item(String term, String text) {
    raw(".TP");
    bold(term);
    line(text);
  }

  private void bold(String text) {
    raw("\\fB" + escaped(text) + "\\fP");
  }

  private void line(String text) {
    text.lines().forEach(l -> raw(escaped(l)));
  }

  private void raw(String line) {
    roff.append(line).append('\n');
  }

  /** What roff would act on, made text; a dash is a minus, so that options can be copied. */
  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return safe.startsWith(".") ? "\\&" + safe : safe;
  }
}
