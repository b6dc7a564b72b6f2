package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.Verdict;
import java.util.Map;

/** Verdicts as the XML in which CI takes test results: a suite for each alias, a case a rule. */
final class JUnitXml {
  private final StringBuilder xml = new StringBuilder();

  private JUnitXml() {}

  static String of(Reference reference, Map<AliasName, Verdict> verdicts) {
    JUnitXml made = new JUnitXml();
    made.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    verdicts.forEach((alias, verdict) -> made.suite(reference, alias, verdict));
    return made.xml.append("</testsuites>\n").toString();
  }

  private void suite(Reference reference, AliasName alias, Verdict verdict) {
    String name = reference + " for " + alias;
    xml.append("  <testsuite name=\"").append(escaped(name)).append("\" tests=\"");
    xml.append(verdict.outcomes().size()).append("\" failures=\"");
    xml.append(verdict.failures().size()).append("\" errors=\"0\" skipped=\"0\">\n");
    for (Verdict.Outcome outcome : verdict.outcomes()) {
      xml.append("    <testcase classname=\"").append(escaped(reference.model() + "." + alias));
      xml.append("\" name=\"").append(escaped(outcome.rule())).append("\">");
      if (!outcome.passed()) {
        xml.append("<failure message=\"").append(escaped(outcome.value())).append("\"/>");
      }
      xml.append("</testcase>\n");
    }
    xml.append("  </testsuite>\n");
  }

  private static String escaped(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
