package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlTemplateTest {
  private static final ModelName PLAIN = ModelName.parse("iris");
  private static final ModelName SPACED = ModelName.parse("acme/iris");

  @ParameterizedTest
  @CsvSource({
    "git@github.com:acme/{name}.git, git@github.com:acme/iris.git",
    "file:///srv/git/{name}.git, file:///srv/git/iris.git",
    "/srv/git/{name}, /srv/git/iris",
    "ssh://gerrit:29418/ml/{name}, ssh://gerrit:29418/ml/iris",
    "https://host/{name}.git/, https://host/iris.git/"
  })
  void aNameStandsWhereTheTemplateSays(String template, String url) {
    assertThat(new UrlTemplate(template).of(PLAIN)).isEqualTo(url);
  }

  @Test
  void aNamespaceStandsWhereTheTemplateSays() {
    assertThat(new UrlTemplate("https://gitlab.example/{namespace}/{name}.git").of(SPACED))
        .isEqualTo("https://gitlab.example/acme/iris.git");
    assertThat(new UrlTemplate("file:///srv/{namespace}-{name}").of(SPACED))
        .isEqualTo("file:///srv/acme-iris");
  }

  @Test
  void aNameThatTheTemplateHasNoPlaceForIsInvalid() {
    assertThatThrownBy(() -> new UrlTemplate("https://h/{name}").of(SPACED))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("no namespace, and acme/iris has one");
    assertThatThrownBy(() -> new UrlTemplate("https://h/{namespace}/{name}").of(PLAIN))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("have a namespace, and iris has none");
  }

  @Test
  void inFoldersOfThisMachineANamespaceMayBeLeftOut() {
    UrlTemplate folders = new UrlTemplate("file:///srv/{namespace}/{name}.git");
    assertThat(folders.of(PLAIN)).isEqualTo("file:///srv/iris.git");
    assertThat(folders.of(SPACED)).isEqualTo("file:///srv/acme/iris.git");
    assertThat(folders.own()).contains("file:///srv/registry.git");
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/x.git, has no {name}",
    "https://h/{name}/{name}, same placeholder twice",
    "https://h/{owner}/{name}, '{owner}, which stands for nothing'",
    "https://h/{name}/{, '{, which stands for nothing'",
    "-oProxyCommand=x/{name}, is no address",
    "ext::sh -c x {name}, is no address",
    "ext::sh%20{name}, names a helper program",
    "fd::7/{name}, names a helper program"
  })
  void whatGitWouldNotTakeForAnAddressIsInvalid(String template, String why) {
    assertThatThrownBy(() -> new UrlTemplate(template))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(why);
  }

  @Test
  void onlyFoldersOfThisMachineCanBeListed() {
    assertThat(new UrlTemplate("file:///srv/{name}.git").path()).contains("/srv/{name}.git");
    assertThat(new UrlTemplate("/srv/{name}.git").path()).contains("/srv/{name}.git");
    assertThat(new UrlTemplate("host:srv/{name}.git").path()).isEmpty();
    assertThat(new UrlTemplate("ssh://host/srv/{name}.git").path()).isEmpty();
  }

  @Test
  void thePolicyIsBesideTheModelsUnlessTheyHaveNamespaces() {
    assertThat(new UrlTemplate("git@h:{name}.git").own()).contains("git@h:registry.git");
    assertThat(new UrlTemplate("git@h:{namespace}/{name}.git").own()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/{namespace}/{name}.git, https://h/acme/iris.git, acme/iris",
    "https://h/{namespace}/{name}.git, https://h/acme/iris, acme/iris",
    "https://h/{namespace}/{name}, https://ci:secret@h/acme/iris.git/, acme/iris",
    "https://me@h/{namespace}/{name}.git, https://h/acme/iris.git, acme/iris",
    "git@h:team/{name}.git, git@h:team/iris.git, iris",
    "file:///srv/git/{name}.git, file:///srv/git/iris.git, iris"
  })
  void anAddressIsReadBackAsTheModelsName(String template, String address, String model) {
    assertThat(new UrlTemplate(template).modelAt(address)).hasToString("Optional[" + model + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/{namespace}/{name}.git, https://other/acme/iris.git",
    "https://h/{namespace}/{name}.git, https://h/group/acme/iris.git",
    "https://h/{namespace}/{name}.git, https://h/Acme/iris.git",
    "https://h.example/{name}.git, https://hxexample/iris.git",
    "https://h/{name}.git, https://h/.git"
  })
  void anotherAddressIsNoModels(String template, String address) {
    assertThat(new UrlTemplate(template).modelAt(address)).isEmpty();
  }
}
