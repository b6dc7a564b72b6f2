package dev.gitmodel.app;

import dev.gitmodel.git.Sending;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.notify.MailServer;
import dev.gitmodel.notify.MailServer.Encryption;
import dev.gitmodel.notify.Means;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sends with what the user's own Git has: {@code sendemail.*}, {@code http.*}, its passwords. */
final class SendingMeans implements Means {
  private static final int PLAIN_PORT = 25;
  private static final int TLS_PORT = 465;
  private static final List<String> YES = List.of("true", "yes", "on", "1");

  private final Surroundings here;
  private final UserConfig user;
  private final Supplier<String> registry;
  private @Nullable Sending asked;

  private SendingMeans(Surroundings here, UserConfig user, Supplier<String> registry) {
    this.here = here;
    this.user = user;
    this.registry = registry;
  }

  /** As is set up for {@code user}; {@code registry} is what the registry is called. */
  static Means of(Surroundings here, UserConfig user, Supplier<String> registry) {
    return new SendingMeans(here, user, registry);
  }

  /** Asks Git once, from whatever thread. */
  private synchronized Sending git() {
    Sending known = asked;
    if (known == null) {
      known = Sending.around(here.environment(), here.folder());
      asked = known;
    }
    return known;
  }

  @Override
  public String registry() {
    return registry.get();
  }

  @Override
  public Optional<String> secret(String name) {
    return name.indexOf('.') > 0 ? git().setting(name) : here.variable(name);
  }

  @Override
  public boolean allowsLocal() {
    return git()
        .setting("model.notifyLocal")
        .map(said -> YES.contains(said.toLowerCase(Locale.ROOT)))
        .orElse(false);
  }

  @Override
  public SSLSocketFactory tls(URI url) {
    return git().web(url);
  }

  private Optional<String> mail(String key) {
    return git().setting("sendemail." + key).map(String::strip).filter(said -> !said.isEmpty());
  }

  @Override
  public MailServer mailServer() {
    String host =
        mail("smtpServer")
            .orElseThrow(() -> unfit("no mail server is set", "smtpServer mail.example.org"));
    if (!host.matches("[A-Za-z0-9.:-]+")) {
      throw unfit("'" + host + "' is not the name of a mail server", "smtpServer mail.example.org");
    }
    Encryption encryption = encryption();
    int port = port(encryption);
    return new MailServer(
        host,
        port,
        encryption,
        mail("from").orElseGet(() -> user.actor().toString()),
        mail("smtpDomain"),
        login(host, port),
        this::mailTls);
  }

  private SSLSocketFactory mailTls() {
    return git().mail();
  }

  private Encryption encryption() {
    String said = mail("smtpEncryption").orElse("").toLowerCase(Locale.ROOT);
    return switch (said) {
      case "" -> Encryption.NONE;
      case "tls" -> Encryption.STARTTLS;
      case "ssl" -> Encryption.TLS;
      default -> throw unfit("'" + said + "' is no encryption of mail", "smtpEncryption tls");
    };
  }

  private int port(Encryption encryption) {
    String said =
        mail("smtpServerPort")
            .orElse(String.valueOf(encryption == Encryption.TLS ? TLS_PORT : PLAIN_PORT));
    if (!said.matches("[1-9][0-9]{0,4}") || Integer.parseInt(said) > 65_535) {
      throw unfit("'" + said + "' is not a port", "smtpServerPort 587");
    }
    return Integer.parseInt(said);
  }

  /** By the password in the settings, else by the one that {@code git credential} has. */
  private Optional<Supplier<MailServer.Login>> login(String host, int port) {
    boolean none = mail("smtpAuth").filter("none"::equals).isPresent();
    return mail("smtpUser").filter(name -> !none).map(name -> () -> login(host, port, name));
  }

  private MailServer.Login login(String host, int port, String name) {
    Optional<String> password = mail("smtpPass");
    if (password.isPresent()) {
      return new MailServer.Login(name, password.get(), good -> {});
    }
    URI server = URI.create("smtp://" + host + ":" + port);
    Sending git = git();
    var login = git.login(server, name);
    return new MailServer.Login(name, login.password(), good -> git.answer(server, login, good));
  }

  private static RegistryException unfit(String what, String setting) {
    return RegistryException.invalid(
        Printable.of(what), "git config --global sendemail." + setting);
  }
}
