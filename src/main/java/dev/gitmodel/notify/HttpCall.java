package dev.gitmodel.notify;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over HTTP/1.1 to addresses that somebody checked. Java's own clients resolve a host's
 * name themselves and can't be told an address, which is why this speaks over a socket; of the
 * answer it reads the first line only.
 */
final class HttpCall {
  private static final Duration LONGEST_DIAL = Duration.ofSeconds(3);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
  private static final int LONGEST_LINE = 4096;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

  private final URI url;
  private final List<InetAddress> addresses;
  private final Supplier<SSLSocketFactory> tls;

  HttpCall(URI url, List<InetAddress> addresses, Supplier<SSLSocketFactory> tls) {
    this.url = url;
    this.addresses = addresses;
    this.tls = tls;
  }

  /** The status of the answer; UNAVAILABLE where there is none in time. */
  int post(Map<String, String> fields, byte[] body, Deadline deadline) {
    try (Socket connected = connected(deadline);
        Socket socket = url.getScheme().equals("https") ? secured(connected) : connected) {
      socket.getOutputStream().write(request(fields, body));
      socket.getOutputStream().flush();
      int status = status(socket, deadline);
      while (status < 200) {
        skipFields(socket, deadline);
        status = status(socket, deadline);
      }
      return status;
    } catch (IOException e) {
      throw new RegistryException(
          Problem.UNAVAILABLE, "can't reach " + url.getHost() + ": " + e.getMessage(), "", e);
    }
  }

  /** To the first address that takes the call. */
  private Socket connected(Deadline deadline) throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket(java.net.Proxy.NO_PROXY);
      try {
        socket.setSoTimeout(deadline.millis(LONGEST_SILENCE));
        socket.connect(new InetSocketAddress(address, port()), deadline.millis(LONGEST_DIAL));
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equals("https") ? 443 : 80;
  }

  /** The certificate must be the name's in the URL, whatever the address. */
  private Socket secured(Socket plain) throws IOException {
    SSLSocket socket = (SSLSocket) tls.get().createSocket(plain, url.getHost(), port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private byte[] request(Map<String, String> fields, byte[] body) {
    StringBuilder head = new StringBuilder("POST ");
    String path = url.getRawPath();
    head.append(path.isEmpty() ? "/" : path);
    if (url.getRawQuery() != null) {
      head.append('?').append(url.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(url.getRawAuthority()).append("\r\n");
    head.append("User-Agent: git-model\r\nConnection: close\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    fields.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static int status(Socket socket, Deadline deadline) throws IOException {
    Matcher line = STATUS.matcher(line(socket, deadline));
    if (!line.matches()) {
      throw new IOException("what answers does not speak HTTP");
    }
    return Integer.parseInt(line.group(1));
  }

  private static void skipFields(Socket socket, Deadline deadline) throws IOException {
    while (!line(socket, deadline).isEmpty()) {
      // Nothing there says whether it was taken.
    }
  }

  /** A byte at a time, so that one who sends slowly does not get more time than there is. */
  private static String line(Socket socket, Deadline deadline) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      if (deadline.isOver()) {
        throw new IOException("no answer in time");
      }
      socket.setSoTimeout(deadline.millis(LONGEST_SILENCE));
      int next = in.read();
      if (next < 0) {
        throw new EOFException("it hung up without an answer");
      } else if (next == '\n') {
        return line.toString().stripTrailing();
      }
      line.append((char) next);
    }
    throw new IOException("its answer has too long a line");
  }
}
