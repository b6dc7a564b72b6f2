package dev.gitmodel.hook;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The hooks of Git that git-model answers. */
public enum HookName {
  PRE_COMMIT,
  COMMIT_MSG,
  PRE_PUSH,
  PRE_RECEIVE,
  UPDATE,
  POST_RECEIVE;

  /** Those of a clone. */
  public static final List<HookName> IN_A_CLONE = List.of(PRE_COMMIT, COMMIT_MSG, PRE_PUSH);

  /**
   * Those of a repository that is pushed to. {@code update} is for hosts that can't have the first,
   * which sees all that it sees and more.
   */
  public static final List<HookName> ON_A_HOST = List.of(PRE_RECEIVE, POST_RECEIVE);

  /** The hook that Git calls so. */
  public static HookName parse(String text) {
    return Arrays.stream(values())
        .filter(name -> name.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                RegistryException.invalid(
                    "'" + Printable.of(text) + "' is not a hook of git-model",
                    "one of "
                        + Arrays.stream(values())
                            .map(HookName::text)
                            .collect(Collectors.joining(", "))));
  }

  /** Git's name for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** True for those that run where a push arrives. */
  public boolean onAHost() {
    return this == UPDATE || ON_A_HOST.contains(this);
  }
}
