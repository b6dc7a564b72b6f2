package dev.gitmodel.cli;

import dev.gitmodel.hook.HookName;
import java.nio.file.Path;
import java.util.List;

/** {@code hook install}: puts Git hooks that call git-model into a repository. */
final class HookInstallCommand implements Command {
  private final Arg<List<HookName>> names =
      Arg.rest(
          "NAME", HookName::parse, "these hooks; else those of a clone, or with --server a host");
  private final Arg<Boolean> server =
      Arg.flag("the hooks of a repository that is pushed to", "--server");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "hook install",
            "Puts Git hooks that call git-model into the repository you are in.",
            names,
            server,
            writing.arg())
        .json(HookReport.JSON)
        .note(
            "In a clone: pre-commit (manifest, weights outside LFS, secrets), commit-msg (trailers),"
                + " pre-push (large files, versions; runs git-lfs's own). With --server:"
                + " pre-receive (versions never move, history, policy, large files) and"
                + " post-receive (what stock git pushed is recorded). In registry.git: registry.yaml is"
                + " valid, and main only goes forward.")
        .note(
            "Who pushes is whom the host names in GL_USER or REMOTE_USER, else the login over ssh; an"
                + " entry of the log in another's name is refused. A host without pre-receive can have"
                + " update, which sees one ref at a time: git model hook install update post-receive.")
        .note(
            "A hook that somebody else put there is never written over: exit 4 names it and the"
                + " line that calls ours from it. core.hooksPath is obeyed.")
        .example("git model hook install")
        .example("cd /srv/git/acme/iris.git && git model hook install --server");
  }

  @Override
  public int run(Caller caller) {
    Path folder = caller.house().folder();
    List<HookName> wanted =
        names.value().isEmpty()
            ? (server.value() ? HookName.ON_A_HOST : HookName.IN_A_CLONE)
            : names.value();
    HookReport report = HookReport.install(caller.house(), folder, wanted, writing);
    caller.out().show(report.shape(), shown -> report.print(caller.out()));
    return report.exitCode();
  }
}
