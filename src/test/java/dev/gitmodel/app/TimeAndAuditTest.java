package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters, the past and the audit log, as typed. */
class TimeAndAuditTest {
  @TempDir Path folder;
  private Desk desk = new Desk(Path.of(""));

  @BeforeEach
  void twoVersions() {
    desk =
        new Desk(folder).published("license: apache-2.0\nsummary: <b>bold</b>\n", "1.0.0", "1.1.0");
    said("metrics", "support-assistant@1.0.0", "f1=0.8");
    said("alias", "support-assistant@1.0.0", "champion", "--reason", "=HYPERLINK(\"x\"), then");
  }

  private String said(String... argv) {
    Desk.Said said = desk.type(argv);
    assertThat(said.exit()).as(said.err()).isZero();
    return said.out();
  }

  @Test
  void aFilterListsTheVersionThatFits() {
    assertThat(said("list", "--where", "metrics.f1 > 0.7 and alias = champion"))
        .startsWith("acme/support-assistant@1.0.0  champion");
    assertThat(said("list", "--where", "license = Apache-2.0", "--limit", "1"))
        .startsWith("acme/support-assistant@1.1.0");
    assertThat(said("list", "--where", "version < 1.0.0")).isEmpty();
    assertThat(said("list", "--where", "alias = champion", "--json"))
        .contains("\"version\": \"1.0.0\"", "\"latest\": \"1.1.0\"", "\"unknown\": []");
  }

  @Test
  void aMistypedFilterShowsItsColumn() {
    Desk.Said said = desk.type("list", "--where", "license = mit and licence = x");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "error: in the filter, column 19: there is no field 'licence'\n"
                + "  license = mit and licence = x\n"
                + "                    ^\n"
                + "hint: nearest: license\n");
  }

  @Test
  void aMetricThatNoModelHasIsARemark() {
    Desk.Said said = desk.type("list", "--where", "metrics.f2 > 0.5");
    assertThat(said.exit()).isZero();
    assertThat(said.err()).contains("warning: metrics.f2: no model has it", "nearest: metrics.f1");
  }

  @Test
  void thatALimitCutIsTold() {
    assertThat(desk.type("create", "tickets").exit()).isZero();
    assertThat(desk.type("list", "--limit", "1").err())
        .isEqualTo("hint: 1 more: leave --limit out\n");
    assertThat(desk.type("audit", "support-assistant", "--limit", "2").err())
        .isEqualTo("hint: there are older ones: leave --limit out\n");
    Desk.Said ofEach = desk.type("audit", "--limit", "1");
    assertThat(ofEach.out().lines()).hasSize(2);
    assertThat(ofEach.err()).isEqualTo("hint: there are older ones: leave --limit out\n");
    assertThat(said("audit", "--operation", "alias", "--limit", "1").lines()).hasSize(1);
    assertThat(said("audit", "support-assistant", "--limit", "2", "--json"))
        .contains("\"more\": true");
  }

  @Test
  void oneCommandSaysWhoPutTheChampionThere() {
    assertThat(said("alias", "support-assistant", "--at", "2026-03-01T12:00:00Z"))
        .startsWith("champion  1.0.0  2026-03-01 12:00Z  Ana <ana@example.com>  =HYPERLINK");
    assertThat(said("alias", "support-assistant", "--at", "2026-02-01T02:30Z")).isEmpty();
    assertThat(said("alias", "support-assistant", "--at", "2026-03-02", "--json"))
        .contains("\"alias\": \"champion\"", "\"reason\": \"=HYPERLINK");
    assertThat(desk.type("alias", "support-assistant", "champion", "--at", "1d").exit())
        .isEqualTo(2);
  }

  @Test
  void thePastIsShownByEveryVerbThatShowsVersions() {
    String then = "2026-02-01T02:30:00Z";
    assertThat(said("versions", "support-assistant", "--at", then)).doesNotContain("1.1.0");
    assertThat(said("info", "support-assistant", "--at", then))
        .startsWith("acme/support-assistant@1.0.0");
    assertThat(said("info", "support-assistant@latest", "--at", then)).doesNotContain("f1");
    assertThat(said("list", "--at", then)).startsWith("acme/support-assistant@1.0.0");
    assertThat(said("list", "--at", "2026-01-01")).isEmpty();
    assertThat(said("compare", "support-assistant", "1.0.0", "1.1.0", "--at", "2026-02-01"))
        .doesNotContain("f1");
    Desk.Said before = desk.type("versions", "support-assistant", "--at", "2025-01-01");
    assertThat(before.exit()).isEqualTo(3);
    assertThat(before.err()).contains("acme/support-assistant at 2025-01-01T23:59:59Z");
  }

  @Test
  void whatWasDeletedSinceIsMarked() {
    said("alias", "support-assistant", "champion", "--remove");
    said("delete", "support-assistant@1.0.0", "--reason", "leaked", "--yes");
    String then = "2026-02-01T03:30:00Z";
    assertThat(said("versions", "support-assistant", "--at", then)).contains("[deleted 2026-03-01");
    Desk.Said info = desk.type("info", "support-assistant@1.0.0", "--at", then);
    assertThat(info.err()).contains("1.0.0 was deleted on 2026-03-01 12:00Z by Ana", "leaked");
    assertThat(said("info", "support-assistant@1.0.0", "--at", then, "--json"))
        .contains("\"retired\": {");
    assertThat(desk.type("compare", "support-assistant", "1.0.0", "1.1.0", "--at", then).err())
        .contains("1.0.0 was deleted");
    assertThat(said("list", "--where", "version = 1.0.0", "--at", "2026-02-01T02:10Z"))
        .contains("[deleted 2026-03-01");
  }

  @Test
  void jsonLinesAreOneEntryALine() {
    List<String> lines = said("audit", "--format", "jsonl").lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .startsWith("{\"model\":\"acme/support-assistant\",\"id\":\"")
        .contains("\"operation\":\"alias.set\"", "\"moves\":[{\"ref\":\"refs/aliases/champion\"");
  }

  @Test
  void whereNoEntryFitsThatIsSaid() {
    Desk.Said none = desk.type("audit", "--by", "nobody");
    assertThat(none.exit()).isZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).isEqualTo("hint: no audit entry fits\n");
  }

  @Test
  void whatIsNoKindOrSelectorIsToldHowToWriteIt() {
    assertThat(desk.type("list", "--kind", "datset").err())
        .contains("'datset' is not a kind of model", "model, dataset or adapter");
    assertThat(desk.type("list", "--kind", "Model").exit()).isZero();
    assertThat(desk.type("resolve", "support-assistant@champion@1.0.0").err())
        .contains("write only what stands behind the @: 1.0.0");
  }

  @Test
  void csvIsSafeInASpreadsheet() {
    String csv = said("audit", "support-assistant", "--format", "csv");
    assertThat(csv).startsWith("model,id,at,operation,name,email,version,alias,subject,reason,");
    assertThat(csv).contains(",\"'=HYPERLINK(\"\"x\"\"), then\",").contains("\r\n");
    assertThat(said("audit", "--operation", "alias", "--format", "csv").split("\r\n")).hasSize(2);
  }

  @Test
  void thePageIsSelfContainedAndEscaped() throws IOException {
    assertThat(said("audit", "--operation", "alias", "--format", "html", "-o", "audit.html"))
        .contains("Wrote 1 entry of 1 model to ");
    String page = Files.readString(folder.resolve("audit.html"));
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'", "Generated 2026-03-01T12:00:00Z", "operation alias")
        .contains("=HYPERLINK(&quot;x&quot;)", "<td>5</td><td>1</td>")
        .endsWith("</html>\n")
        .doesNotContain("src=", "href=", "<script", "url(");
    assertThat(page.split("<table>", -1)).hasSameSizeAs(page.split("</table>", -1));
  }

  @Test
  void aFolderThatIsNotThereIsStorage() {
    Desk.Said said = desk.type("audit", "--format", "csv", "-o", "nowhere/audit.csv");
    assertThat(said.exit()).isEqualTo(8);
    assertThat(desk.type("audit", "--format", "xml").exit()).isEqualTo(2);
    assertThat(desk.type("audit", "nobody", "--format", "csv").exit()).isEqualTo(3);
  }

  @Test
  void aDashIsStandardOutput() {
    assertThat(said("audit", "--format", "csv", "-o", "-"))
        .isEqualTo(said("audit", "--format", "csv"));
    assertThat(said("audit", "-o", "-")).isEqualTo(said("audit"));
    assertThat(said("audit", "-o", "-", "--json")).isEqualTo(said("audit", "--json"));
    assertThat(desk.type("audit", "-o", "-", "--json", "--format", "csv").exit()).isEqualTo(2);
    assertThat(said("audit", "checkpoint", "-o", "-")).isEqualTo(said("audit", "checkpoint"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theWholeRegistryIsShownByModel() throws IOException {
    said("create", "other");
    assertThat(said("audit", "--limit", "1").lines().toList())
        .hasSize(2)
        .anyMatch(line -> line.contains("acme/other") && line.contains("model.create"));
    assertThat(said("audit", "--json", "--limit", "1"))
        .contains("\"model\": \"acme/other\"", "\"model\": \"acme/support-assistant\"");
    said("audit", "-o", "audit.txt");
    assertThat(Files.readString(folder.resolve("audit.txt"))).contains("# acme/other, ends with ");
  }

  @Test
  void aCheckpointIsHeldAgainstTheLogs() throws IOException {
    assertThat(said("audit", "checkpoint", "-o", "check.json"))
        .startsWith("Wrote the heads of 1 audit log");
    said("describe", "support-assistant@1.0.0", "More words");
    assertThat(desk.type("audit", "verify", "--against", "check.json").exit()).isZero();
    assertThat(said("audit", "checkpoint", "support-assistant"))
        .contains("\"format\": \"git-model audit checkpoint 1\"", "\"entries\": 6");

    String json = Files.readString(folder.resolve("check.json"));
    Files.writeString(
        folder.resolve("forged.json"), json.replaceAll("\"head\": \"....", "\"head\": \"ffff"));
    Desk.Said forged = desk.type("audit", "verify", "--against", "forged.json");
    assertThat(forged.exit()).isEqualTo(1);
    assertThat(forged.out())
        .contains("refs/audit/log: was rewritten", "registry.git: was rewritten");
    Files.writeString(folder.resolve("gone.json"), json.replace("acme/support", "acme/gone"));
    assertThat(desk.type("audit", "verify", "--against", "gone.json").out()).contains("is gone");
    Desk.Said other = desk.type("audit", "verify", "support-assistant", "--against", "gone.json");
    assertThat(other.exit()).isEqualTo(3);
  }

  @Test
  void aCheckpointIsNotOverwrittenUnlessThatIsAskedFor() throws IOException {
    said("audit", "checkpoint", "-o", "check.json");
    String older = Files.readString(folder.resolve("check.json"));
    said("describe", "support-assistant@1.0.0", "More words");

    Desk.Said again = desk.type("audit", "checkpoint", "-o", "check.json");
    assertThat(again.exit()).isEqualTo(4);
    assertThat(again.err()).contains("check.json is there").contains("--force overwrites it");
    assertThat(folder.resolve("check.json")).hasContent(older);

    said("audit", "checkpoint", "-o", "check.json", "--force");
    assertThat(Files.readString(folder.resolve("check.json"))).isNotEqualTo(older);
  }

  @Test
  void whatIsNoCheckpointIsRefused() throws IOException {
    for (String text :
        List.of("", "[]", "{\"format\":\"x\"}", "{\"format\":\"git-model audit checkpoint 1\"}")) {
      Files.writeString(folder.resolve("no.json"), text);
      assertThat(desk.type("audit", "verify", "--against", "no.json").exit()).as(text).isEqualTo(2);
    }
    assertThat(desk.type("audit", "verify", "--against", "none.json").exit()).isEqualTo(3);
    Files.writeString(folder.resolve("no.json"), "{\n  \"format\": \"x\"");
    Desk.Said cut = desk.type("audit", "verify", "--against", "no.json");
    assertThat(cut.exit()).isEqualTo(2);
    assertThat(cut.err()).contains("no.json:2:").doesNotContain("Source");
    Desk.Said directory = desk.type("audit", "verify", "--against", ".");
    assertThat(directory.exit()).isEqualTo(2);
    assertThat(directory.err()).contains("is a folder");
    assertThat(desk.bugs).isEmpty();
  }
}
