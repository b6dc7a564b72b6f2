package dev.gitmodel.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every command does works without the validator and data binding, so it never loads them. */
final class StartUpTest {
  private static ClassLoader withoutValidator() {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(
                entry ->
                    !entry.contains("json-schema-validator") && !entry.contains("jackson-databind"))
            .map(StartUpTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  private static Object call(String type, String method, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    Class<?> codec = Class.forName("dev.gitmodel.codec." + type, true, withoutValidator());
    return codec.getMethod(method, types).invoke(null, arguments);
  }

  @Test
  void readingAndWritingNeedsNoValidator() throws ReflectiveOperationException {
    Class<?>[] bytes = {byte[].class};
    byte[] yaml = "name: iris\nf1: 0.5\n".getBytes(UTF_8);
    assertThat(call("ManifestCodec", "stored", bytes, yaml)).isNotNull();
    assertThat(call("MetricsCodec", "read", bytes, yaml)).isNotNull();
    assertThat(call("Trees", "readYaml", bytes, yaml)).isNotNull();
    assertThat(call("Trees", "yaml", new Class<?>[] {Map.class}, Map.of("a", 1)))
        .isEqualTo("a: 1\n");
    assertThat(call("Json", "read", bytes, "{}".getBytes(UTF_8))).isEqualTo(Map.of());
    assertThat(call("Json", "write", new Class<?>[] {Object.class}, Map.of())).isEqualTo("{}");
    assertThat(
            call(
                "PolicyCodec",
                "read",
                new Class<?>[] {byte[].class, Optional.class},
                PolicyCodecTest.WHOLE.getBytes(UTF_8),
                Optional.empty()))
        .isNotNull();
  }

  @Test
  void theFullCheckIsWhatNeedsIt() {
    assertThatThrownBy(
            () ->
                call(
                    "ManifestCodec",
                    "read",
                    new Class<?>[] {String.class, byte[].class},
                    "model.yaml",
                    "name: iris\n".getBytes(UTF_8)))
        .isInstanceOf(InvocationTargetException.class)
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }
}
