package dev.gitmodel.git;

import dev.gitmodel.lfs.RemoteProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A program at the other end of the user's ssh; what it complains of is kept up to a limit. */
final class SshSession implements RemoteProgram {
  private static final int MOST_COMPLAINT = 8 * 1024;

  private final Process ssh;
  private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();

  SshSession(Process ssh) {
    this.ssh = ssh;
    Thread listener = new Thread(this::listen, "ssh-complaints");
    listener.setDaemon(true);
    listener.start();
  }

  /** Reads on beyond the limit, or the program would wait for it. */
  private void listen() {
    byte[] buffer = new byte[1024];
    try (InputStream err = ssh.getErrorStream()) {
      for (int count = err.read(buffer); count >= 0; count = err.read(buffer)) {
        keep(buffer, count);
      }
    } catch (IOException ended) {
      // What it said until then is kept.
    }
  }

  private synchronized void keep(byte[] buffer, int count) {
    complaint.write(buffer, 0, Math.min(count, MOST_COMPLAINT - complaint.size()));
  }

  @Override
  public InputStream in() {
    return ssh.getInputStream();
  }

  @Override
  public OutputStream out() {
    return ssh.getOutputStream();
  }

  @Override
  public synchronized String complaint() {
    return complaint.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    ssh.destroy();
  }
}
