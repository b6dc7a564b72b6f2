package dev.gitmodel.cli;

/**
 * {@code lfs-transfer}: what git-lfs starts over SSH by the name {@code git-lfs-transfer}, which a
 * link to the launcher on the server's PATH gives it. Prints nothing but the protocol.
 */
final class LfsTransferCommand implements Command {
  private final Arg<String> path =
      Arg.required("PATH", s -> s, "the repository, as in the remote's URL");
  private final Arg<String> operation = Arg.required("OPERATION", s -> s, "upload or download");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "lfs-transfer",
            "Serves git-lfs over SSH: the objects and locks of one repository.",
            path,
            operation)
        .note(
            "git-lfs starts it as git-lfs-transfer. On the server:"
                + " ln -s /path/to/src/launcher/git-model /usr/local/bin/git-lfs-transfer")
        .note(
            "In gitolite it is a command: ln -s /path/to/src/launcher/gitolite-lfs-transfer"
                + " LOCAL_CODE/commands/git-lfs-transfer, and 'git-lfs-transfer' below ENABLE in"
                + " .gitolite.rc; gitolite's rights apply.")
        .note(
            "GIT_MODEL_TRANSFER_ROOT, or git config --global model.transferRoot, is the folder"
                + " outside of which nothing is served.")
        .example("ssh HOST git-lfs-transfer /srv/git/iris.git download");
  }

  @Override
  public int run(Caller caller) {
    Terminal streams = caller.out().streams();
    caller
        .house()
        .transfer(new House.Transfer(path.value(), operation.value(), streams.in(), streams.out()));
    return ExitCode.DONE;
  }
}
