package dev.gitmodel.notify;

import dev.gitmodel.model.Destination.Webhook;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends signed JSON to a URL. The host's name is resolved once, every address it has is checked,
 * and one of those is what is connected to, so that no second answer of a name server can lead
 * elsewhere; a redirect is an answer like any other that is not "taken".
 */
final class WebhookPost implements Post {
  private static final int HIGHEST_PORT = 65_535;

  private final Webhook to;
  private final Means means;
  private final Clock clock;

  WebhookPost(Webhook to, Means means, Clock clock) {
    this.to = to;
    this.means = means;
    this.clock = clock;
  }

  @Override
  public void send(Message message, Deadline deadline) {
    URI url = url();
    Signing signing = new Signing(secret());
    List<InetAddress> addresses = checked(url);
    byte[] body = message.json();
    long timestamp = clock.instant().getEpochSecond();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Content-Type", "application/json");
    fields.put("webhook-id", message.id());
    fields.put("webhook-timestamp", String.valueOf(timestamp));
    fields.put("webhook-signature", signing.of(message.id(), timestamp, body));
    int status = new HttpCall(url, addresses, () -> means.tls(url)).post(fields, body, deadline);
    if (status < 200 || status > 299) {
      throw answered(url, status);
    }
  }

  private URI url() {
    try {
      URI url = new URI(to.address());
      if (url.getHost() != null && url.getPort() <= HIGHEST_PORT) {
        return url;
      }
    } catch (URISyntaxException e) {
      // As one without a host is.
    }
    throw RegistryException.invalid(
        to + " is not a URL that can be called", "correct it in registry.yaml");
  }

  private String secret() {
    return means
        .secret(to.secret())
        .filter(secret -> !secret.isBlank())
        .map(String::strip)
        .orElseThrow(
            () ->
                RegistryException.invalid(
                    "the secret " + to.secret() + " of " + to + " is not set here",
                    to.secret().indexOf('.') > 0
                        ? "git config --global " + to.secret() + " SECRET"
                        : "set the variable " + to.secret()));
  }

  private List<InetAddress> checked(URI url) {
    List<InetAddress> addresses = resolved(url.getHost());
    boolean local = addresses.stream().anyMatch(address -> !PublicAddress.is(address));
    if (local && !means.allowsLocal()) {
      throw new RegistryException(
          Problem.FORBIDDEN,
          url.getHost() + " is an address of this machine or its network",
          "where that is meant: git config model.notifyLocal true");
    }
    if (!local && url.getScheme().equals("http")) {
      throw RegistryException.invalid(
          to + " would be sent in the clear", "write https:// in registry.yaml");
    }
    return addresses;
  }

  private static List<InetAddress> resolved(String host) {
    try {
      return Arrays.asList(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new RegistryException(
          Problem.UNAVAILABLE, "can't find the host " + host, "check the name, and the network", e);
    }
  }

  private static RegistryException answered(URI url, int status) {
    boolean mayPass = status == 408 || status == 425 || status == 429 || status >= 500;
    boolean elsewhere = status >= 300 && status < 400;
    return new RegistryException(
        mayPass ? Problem.UNAVAILABLE : Problem.REFUSED,
        url.getHost() + " answered " + status + (elsewhere ? ", which would lead elsewhere" : ""),
        elsewhere ? "write the URL that it leads to into registry.yaml" : "");
  }
}
