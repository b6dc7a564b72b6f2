package dev.gitmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import dev.gitmodel.codec.ManifestProblem;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What CI shows of a gate and of a manifest. */
class ReportsForCiTest {
  @Test
  void aVerdictIsATestSuiteWithACaseForEachRule() throws Exception {
    Verdict verdict =
        new Verdict(
            List.of(
                new Verdict.Outcome("f1 >= 0.8 & \"so\" <b>", "0.7\u0007", false),
                new Verdict.Outcome("signed", "by Ada", true)));

    String xml =
        JUnitXml.of(Reference.parse("acme/iris@1.0.0"), Map.of(new AliasName("champion"), verdict));

    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element rule = (Element) document.getElementsByTagName("testcase").item(0);
    assertThat(rule.getAttribute("name")).isEqualTo("f1 >= 0.8 & \"so\" <b>");
    assertThat(rule.getAttribute("classname")).isEqualTo("acme/iris.champion");
    assertThat(rule.getElementsByTagName("failure").getLength()).isEqualTo(1);
    Element passed = (Element) document.getElementsByTagName("testcase").item(1);
    assertThat(passed.getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void aProblemIsAResultAtItsLine() {
    var problem = new ManifestProblem("a b/model.yaml", 3, 5, "license", "is no licence");

    Map<?, ?> log =
        (Map<?, ?>)
            Json.read(Json.write(Sarif.of(List.of(problem))).getBytes(StandardCharsets.UTF_8));

    assertThat(log.get("version")).isEqualTo("2.1.0");
    assertThat(log.get("runs"))
        .asString()
        .contains(
            "ruleId=manifest",
            "level=error",
            "text=license: is no licence",
            "uri=a%20b/model.yaml",
            "startLine=3",
            "startColumn=5");
    assertThat(Sarif.of(List.of()).get("runs")).asString().contains("results=[]");
  }
}
