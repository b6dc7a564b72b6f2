package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings for a URL are the ones that stock git finds for it. */
class UrlMatchTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host.example/ns/repo.git",
        "https://host.example:443/ns/repo.git",
        "https://host.example:8443/ns/repo.git",
        "https://host.example/ns2/repo.git",
        "https://sub.host.example/x",
        "https://a.sub.host.example/x",
        "http://host.example/ns/repo.git",
        "https://other.example/",
        "https://HOST.example/ns",
        "https://ana@host.example/ns/repo.git"
      })
  void asGitSays(String url) throws Exception {
    Settings settings =
        new Settings(home)
            .add("http.https://host.example/ns.userAgent", "path")
            .add("http.userAgent", "any")
            .add("http.https://host.example.userAgent", "host")
            .add("http.https://*.host.example/.userAgent", "star")
            .add("http.https://ana@host.example/.userAgent", "user")
            .add("http.https://host.example:8443.userAgent", "port")
            .add("http.http://host.example.userAgent", "plain");
    String git =
        new Stock(home).git(home, "config", "--get-urlmatch", "http.userAgent", url).strip();
    WebUrl web = WebUrl.parse(url).orElseThrow();
    assertThat(new UrlMatch(settings.read(), "http").last(web.uri(), web.user(), "useragent"))
        .contains(git);
  }

  @Test
  void fieldsOfAllThatFitAreSentUnlessAnEmptyOneForgetsThem() {
    Settings settings =
        new Settings(home)
            .add("http.extraHeader", "A: 1")
            .add("http.https://h/.extraHeader", "B: 2")
            .add("http.https://h/.extraHeader", "C: x: y");
    assertThat(fields(settings, "https://h/r")).isEqualTo("User-Agent=git-model A=1 B=2 C=x: y");
    assertThat(fields(settings, "https://other/r")).isEqualTo("User-Agent=git-model A=1");
    settings.add("http.https://h/.extraHeader", "").add("http.https://h/.extraHeader", "D: 3");
    assertThat(fields(settings, "https://h/r")).isEqualTo("User-Agent=git-model D=3");
    settings.with("GIT_HTTP_USER_AGENT", "mine");
    assertThat(fields(settings, "https://h/r")).startsWith("User-Agent=mine");
  }

  private static String fields(Settings settings, String url) {
    StringBuilder shown = new StringBuilder();
    new HttpSettings(settings.read(), "")
        .fields(URI.create(url))
        .all()
        .forEach(f -> shown.append(' ').append(f.name()).append('=').append(f.value()));
    return shown.substring(1);
  }
}
