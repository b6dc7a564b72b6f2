package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy is the one that curl would take for git. */
class HttpProxyTest {
  @TempDir Path home;
  private Settings settings;

  @BeforeEach
  void begin() {
    settings = new Settings(home);
  }

  private String proxy(String url) {
    return new HttpSettings(settings.read(), "")
        .proxy(URI.create(url))
        .map(HttpProxy::toString)
        .orElse("none");
  }

  @Test
  void withoutSettingsThereIsNone() {
    assertThat(proxy("https://h/")).isEqualTo("none");
  }

  @Test
  void variablesAreByScheme() {
    settings.with("http_proxy", "http://plain:1/").with("HTTPS_PROXY", "tls:2");
    assertThat(proxy("http://h/")).isEqualTo("plain:1");
    assertThat(proxy("https://h/")).isEqualTo("tls:2");
    settings.with("https_proxy", "lower");
    assertThat(proxy("https://h/")).isEqualTo("lower:1080");
  }

  @Test
  void theUpperCaseOneForHttpIsNotLookedAtButTheOneForAllIs() {
    settings.with("HTTP_PROXY", "http://evil:1/");
    assertThat(proxy("http://h/")).isEqualTo("none");
    settings.with("ALL_PROXY", "http://all:3");
    assertThat(proxy("http://h/")).isEqualTo("all:3");
    assertThat(proxy("https://h/")).isEqualTo("all:3");
  }

  @Test
  void theSettingWinsAndAnEmptyOneMeansNone() {
    settings.with("https_proxy", "variable:1").add("http.proxy", "http://set:2");
    settings.add("http.https://inside/.proxy", "");
    assertThat(proxy("https://h/")).isEqualTo("set:2");
    assertThat(proxy("https://inside/x")).isEqualTo("none");
  }

  @Test
  void hostsThatAreExemptAreReachedDirectly() {
    settings.add("http.proxy", "http://set:2").with("no_proxy", "localhost, .corp.example,host");
    assertThat(proxy("https://localhost/")).isEqualTo("none");
    assertThat(proxy("https://a.corp.example/")).isEqualTo("none");
    assertThat(proxy("https://corp.example/")).isEqualTo("none");
    assertThat(proxy("https://ghost/")).isEqualTo("set:2");
    settings.with("no_proxy", "*");
    assertThat(proxy("https://ghost/")).isEqualTo("none");
  }

  @Test
  void aLoginOfTheProxyIsAFieldAndNeverShown() {
    settings.add("http.proxy", "http://ana:s%20ecret@p:3128");
    HttpProxy proxy =
        new HttpSettings(settings.read(), "").proxy(URI.create("http://h/")).orElseThrow();
    assertThat(proxy).hasToString("p:3128");
    assertThat(proxy.login()).isEqualTo("Basic YW5hOnMgZWNyZXQ=");
  }

  @Test
  void aProxyOfAnotherKindIsRefused() {
    settings.add("http.proxy", "socks5h://p:1080");
    assertThatThrownBy(() -> proxy("http://h/"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("socks5h");
  }
}
