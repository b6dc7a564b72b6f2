package dev.gitmodel.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real nginx with {@code git http-backend} behind fcgiwrap: repositories below a folder, to whom
 * can log in.
 */
record Nginx(GitSandbox box, int port) implements AutoCloseable {
  /** Everybody's password is this, after the name. */
  static final String SECRET = "-secret";

  /** Starts one that has the repositories below {@code repositories} at {@code /git/}. */
  static Nginx start(GitSandbox box, Path repositories, List<String> people) {
    try {
      Path folder = Files.createDirectories(box.root().resolve("nginx"));
      Files.createDirectories(folder.resolve("tmp"));
      Files.writeString(
          folder.resolve("people"),
          people.stream()
              .map(name -> name + ":{PLAIN}" + name + SECRET + "\n")
              .collect(Collectors.joining()));
      int port = SshHost.freePort();
      Path config = folder.resolve("nginx.conf");
      Files.writeString(config, config(folder, repositories, port));
      // Both go to the background by themselves, once they listen.
      box.tool(
              "spawn-fcgi",
              "-s",
              folder + "/sock",
              "-P",
              folder + "/fcgi.pid",
              "-F",
              "2",
              "--",
              "/usr/sbin/fcgiwrap",
              "-f")
          .ok();
      box.tool("/usr/sbin/nginx", "-e", folder + "/log", "-p", folder + "/", "-c", config + "")
          .ok();
      return new Nginx(box, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String config(Path folder, Path repositories, int port) {
    boolean root = System.getProperty("user.name").equals("root");
    return """
        %s
        pid %s/nginx.pid;
        worker_processes 1;
        error_log %2$s/log info;
        events { worker_connections 128; }
        http {
          access_log off;
          client_body_temp_path %2$s/tmp/body;
          proxy_temp_path %2$s/tmp/proxy;
          fastcgi_temp_path %2$s/tmp/fcgi;
          uwsgi_temp_path %2$s/tmp/uwsgi;
          scgi_temp_path %2$s/tmp/scgi;
          server {
            listen 127.0.0.1:%s;
            client_max_body_size 0;
            location ~ ^/git(/.*) {
              auth_basic "git";
              auth_basic_user_file %2$s/people;
              fastcgi_pass unix:%2$s/sock;
              include /etc/nginx/fastcgi_params;
              fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
              fastcgi_param GIT_PROJECT_ROOT %s;
              fastcgi_param GIT_HTTP_EXPORT_ALL "";
              fastcgi_param PATH_INFO $1;
              fastcgi_param REMOTE_USER $remote_user;
              fastcgi_param GIT_PROTOCOL $http_git_protocol;
              fastcgi_read_timeout 120s;
            }
          }
        }
        """
        .formatted(root ? "user root;" : "", folder, port, repositories);
  }

  String url() {
    return "http://127.0.0.1:" + port + "/git/";
  }

  @Override
  public void close() {
    Path folder = box.root().resolve("nginx");
    box.tool("sh", "-c", "kill $(cat " + folder + "/nginx.pid " + folder + "/fcgi.pid)").ok();
  }
}
