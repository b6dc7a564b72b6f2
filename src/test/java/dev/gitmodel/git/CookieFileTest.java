package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cookies of the user's file go to whom they are for, and to nobody else. */
class CookieFileTest {
  private static final long NOW = 1_800_000_000L;

  @TempDir Path folder;

  private Optional<String> sent(String url, String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("cookies"), String.join("\n", lines) + "\n");
    return CookieFile.read(file).field(URI.create(url), NOW);
  }

  private static String kept(String domain, String below, String path, String secure, long ends) {
    return String.join("\t", domain, below, path, secure, String.valueOf(ends), "o", "git=1");
  }

  @Test
  void allThatAreForTheServerGoInOneField() throws IOException {
    assertThat(
            sent(
                "https://git.example.org/acme/iris",
                "# Netscape HTTP Cookie File",
                "",
                kept("git.example.org", "FALSE", "/", "TRUE", NOW + 1),
                "#HttpOnly_" + kept(".example.org", "TRUE", "/acme", "FALSE", 0),
                "Set-Cookie: a=b; Domain=.example.org; Path=/; Secure"))
        .hasValue("o=git=1; o=git=1; a=b");
  }

  @Test
  void anotherHostGetsNone() throws IOException {
    String exact = kept("example.org", "FALSE", "/", "FALSE", 0);
    assertThat(sent("https://git.example.org/", exact)).isEmpty();
    String below = kept(".example.org", "TRUE", "/", "FALSE", 0);
    assertThat(sent("https://badexample.org/", below)).isEmpty();
    assertThat(sent("https://example.org.evil.org/", below)).isEmpty();
    assertThat(sent("https://EXAMPLE.org/", below)).isPresent();
  }

  @Test
  void aPathIsForWhatIsBelowIt() throws IOException {
    String acme = kept("h", "FALSE", "/acme", "FALSE", 0);
    assertThat(sent("https://h/acme", acme)).isPresent();
    assertThat(sent("https://h/acme/iris", acme)).isPresent();
    assertThat(sent("https://h/acmes", acme)).isEmpty();
    assertThat(sent("https://h", kept("h", "FALSE", "/", "FALSE", 0))).isPresent();
  }

  @Test
  void aSecureOneNeverGoesInTheClearAndAnOldOneNowhere() throws IOException {
    assertThat(sent("http://h/", kept("h", "FALSE", "/", "TRUE", 0))).isEmpty();
    assertThat(sent("https://h/", kept("h", "FALSE", "/", "FALSE", NOW))).isEmpty();
    assertThat(sent("https://h/", "Set-Cookie: a=b; Domain=h; Max-Age=0")).isEmpty();
  }

  @Test
  void whatDoesNotSayWhoseItIsGoesToNobody() throws IOException {
    assertThat(sent("https://h/", "Set-Cookie: a=b", "Set-Cookie: ", "h\tTRUE", "x")).isEmpty();
    assertThat(sent("https://h/", kept("h", "FALSE", "/", "FALSE", 0).replace("\t0\t", "\tno\t")))
        .isEmpty();
  }

  @Test
  void aFileThatIsNotThereHasNone() {
    assertThat(CookieFile.read(folder.resolve("none")).cookies()).isEmpty();
  }

  @Test
  void aCookieIsNeverPrinted() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cookies"),
            kept("h", "FALSE", "/", "FALSE", 0).replace("git", "s3cret"));
    assertThat(CookieFile.read(file).toString()).contains("cookie of h").doesNotContain("s3cret");
  }
}
