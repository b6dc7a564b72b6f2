package dev.gitmodel.notify;

import dev.gitmodel.model.Destination.Mail;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** Sends plain text to a mailbox by SMTP; nothing that could end a header line gets there. */
final class MailPost implements Post {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final Mail to;
  private final MailServer server;
  private final Clock clock;

  MailPost(Mail to, MailServer server, Clock clock) {
    this.to = to;
    this.server = server;
    this.clock = clock;
  }

  @Override
  public void send(Message message, Deadline deadline) {
    Session session = Session.getInstance(properties(deadline));
    Optional<MailServer.Login> login = server.login().map(Supplier::get);
    try (Transport transport = session.getTransport()) {
      MimeMessage mail = mail(session, message);
      connect(transport, login);
      transport.sendMessage(mail, new Address[] {address(to.address())});
    } catch (SendFailedException e) {
      throw new RegistryException(
          Problem.REFUSED, server.host() + " does not take mail to " + to + said(e), "", e);
    } catch (MessagingException e) {
      throw new RegistryException(
          Problem.UNAVAILABLE,
          "can't send mail by " + server.host() + said(e),
          "git config --get-regexp sendemail",
          e);
    }
  }

  private void connect(Transport transport, Optional<MailServer.Login> login)
      throws MessagingException {
    if (login.isEmpty()) {
      transport.connect(server.host(), server.port(), null, null);
      return;
    }
    MailServer.Login who = login.get();
    try {
      transport.connect(server.host(), server.port(), who.user(), who.password());
      who.answer().isGood(true);
    } catch (AuthenticationFailedException e) {
      who.answer().isGood(false);
      throw new RegistryException(
          Problem.UNAUTHENTICATED,
          server.host() + " does not take the login of " + who.user(),
          "git config --get-regexp sendemail; git help credentials",
          e);
    }
  }

  private Properties properties(Deadline deadline) {
    boolean tls = server.encryption() == MailServer.Encryption.TLS;
    boolean start = server.encryption() == MailServer.Encryption.STARTTLS;
    String prefix = tls ? "mail.smtps." : "mail.smtp.";
    String millis = String.valueOf(deadline.millis(LONGEST_SILENCE));
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", tls ? "smtps" : "smtp");
    for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty(prefix + timeout, millis);
    }
    properties.setProperty(prefix + "auth", String.valueOf(server.login().isPresent()));
    server.domain().ifPresent(domain -> properties.setProperty(prefix + "localhost", domain));
    if (tls || start) {
      properties.setProperty(prefix + "starttls.enable", String.valueOf(start));
      properties.setProperty(prefix + "starttls.required", String.valueOf(start));
      properties.setProperty(prefix + "ssl.checkserveridentity", "true");
      properties.put(prefix + "ssl.socketFactory", server.tls().get());
    }
    return properties;
  }

  private MimeMessage mail(Session session, Message message) throws MessagingException {
    InternetAddress from = address(server.from());
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    String id = "<" + oneLine("the id", message.id() + "@" + domain) + ">";
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    mail.setFrom(from);
    mail.setRecipient(RecipientType.TO, address(to.address()));
    mail.setSubject(oneLine("the subject", message.subject()), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("List-Id", oneLine("the list", listId(message)));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Git-Model-Operation", oneLine("the operation", message.entry().operation()));
    mail.setText(message.text(), StandardCharsets.UTF_8.name());
    mail.saveChanges();
    return mail;
  }

  /** {@code acme/iris <iris.acme.git-model>}, for filters. */
  private static String listId(Message message) {
    String above = message.model().namespace().map(n -> "." + n).orElse("");
    return message.model() + " <" + message.model().name() + above + ".git-model>";
  }

  private static InternetAddress address(String text) {
    try {
      InternetAddress address = new InternetAddress(oneLine("the address", text), true);
      if (address.getAddress().indexOf('@') < 0) {
        throw new AddressException("it has no @");
      }
      return address;
    } catch (AddressException e) {
      throw RegistryException.invalid(
          "'" + text + "' is not an e-mail address: " + e.getMessage(),
          "git config sendemail.from you@example.org, and see registry.yaml");
    }
  }

  /** Refused, because whoever could end a header could write the next one. */
  static String oneLine(String what, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
      throw RegistryException.invalid(what + " of a mail has a line break or NUL", "");
    }
    return value;
  }

  private static String said(MessagingException e) {
    Throwable last = e;
    while (last instanceof MessagingException next && next.getNextException() != null) {
      last = next.getNextException();
    }
    String text = String.valueOf(last.getMessage()).strip();
    return ": " + text.lines().findFirst().orElse("");
  }
}
