package dev.gitmodel.workspace;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What it means when the user's folder can't be read or written. */
final class Disk {
  private Disk() {}

  static RegistryException failed(String what, IOException e) {
    String why = String.valueOf(e.getMessage());
    String hint = "";
    if (e instanceof AccessDeniedException denied) {
      why = "permission denied";
      hint = "check who owns it: ls -ld " + denied.getFile();
    } else if (e instanceof FileSystemException f && f.getReason() != null) {
      why = f.getReason();
    }
    return new RegistryException(
        Problem.STORAGE, Printable.of(what + ": " + why), Printable.of(hint), e);
  }
}
