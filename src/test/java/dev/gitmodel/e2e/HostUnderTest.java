package dev.gitmodel.e2e;

import java.nio.file.Path;

/** A real Git host, as its users and whoever runs it meet it. */
interface HostUnderTest extends AutoCloseable {
  /** What its users say that the registry is. */
  String template();

  /**
   * Sets that person's machine up to log in, and to keep large files where this host's users do.
   */
  GitSandbox welcome(String person, Machine machine);

  /** Room for a model, as whoever runs the host makes it. */
  void room(String model);

  /** Where stock git finds that model. */
  default String url(String model) {
    int slash = model.indexOf('/');
    return template()
        .replace("{namespace}", model.substring(0, slash))
        .replace("{name}", model.substring(slash + 1));
  }

  /** A person's machine below {@code root}, named and welcomed. */
  default GitSandbox user(String person, Path root) {
    Machine machine = Machine.in(root.resolve(person));
    machine.config("user.name", person);
    machine.config("user.email", person + "@example.org");
    // Stock git-lfs starts a program on the host for each of these, at once.
    machine.config("lfs.concurrenttransfers", "1");
    return welcome(person, machine).with("GIT_MODEL_REGISTRY", template());
  }

  @Override
  void close();
}
