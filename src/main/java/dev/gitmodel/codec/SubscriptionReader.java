package dev.gitmodel.codec;

import dev.gitmodel.model.Destination;
import dev.gitmodel.model.Destination.Webhook;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Subscription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code notifications:} asks, as one subscription a destination. */
final class SubscriptionReader {
  private static final int MOST = 1000;
  private static final int MOST_OPERATIONS = 100;
  private static final Rule URL =
      new Rule(
          "https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?(/[!-\"$-~]*)?",
          2000,
          "a URL such as https://ci.example.org/hook");
  private static final Rule SECRET =
      new Rule(
          "(?!whsec_)([A-Za-z_][A-Za-z0-9_]*"
              + "|[A-Za-z][A-Za-z0-9-]*(\\.\\S+)?\\.[A-Za-z][A-Za-z0-9-]*)",
          200,
          "the name of a variable or of a git-config key");
  private static final Rule OPERATION = new Rule(operations(), 64, "an operation");

  private SubscriptionReader() {}

  static List<Subscription> subscriptions(Cursor root) {
    List<Subscription> all = new ArrayList<>();
    for (Cursor item : root.at("notifications").map(n -> n.items(0, MOST)).orElse(List.of())) {
      item.fields("mail", "webhook", "secret", "on", "models", "aliases");
      Set<String> on = operations(item);
      List<Glob> models = item.at("models").map(PolicyReader::globs).orElse(List.of(new Glob("*")));
      List<Glob> aliases = item.at("aliases").map(PolicyReader::globs).orElse(List.of());
      for (Destination to : destinations(item)) {
        if (to instanceof Webhook hook && !agrees(hook, all)) {
          item.refuse("the secret that is named above for the same URL was expected");
        }
        all.add(new Subscription(to, on, models, aliases));
      }
    }
    return all;
  }

  /** One URL is one destination, whatever it is told. */
  private static boolean agrees(Webhook hook, List<Subscription> before) {
    return before.stream()
        .map(Subscription::to)
        .filter(to -> to instanceof Webhook other && other.address().equals(hook.address()))
        .allMatch(hook::equals);
  }

  private static Set<String> operations(Cursor item) {
    Set<String> operations = new HashSet<>();
    item.at("on")
        .map(on -> on.items(1, MOST_OPERATIONS))
        .orElse(List.of())
        .forEach(operation -> operation.text(OPERATION).ifPresent(operations::add));
    return operations;
  }

  private static List<Destination> destinations(Cursor item) {
    Optional<Cursor> mail = item.at("mail");
    Optional<Cursor> webhook = item.at("webhook");
    Optional<Cursor> secret = item.at("secret");
    if (mail.isPresent() == webhook.isPresent() || secret.isPresent() != webhook.isPresent()) {
      item.refuse("a mapping with mail, or with webhook and secret, was expected");
    }
    List<Destination> to = new ArrayList<>();
    mail.map(addresses -> addresses.items(1, MOST))
        .orElse(List.of())
        .forEach(a -> a.text(PolicyReader.EMAIL).ifPresent(t -> to.add(new Destination.Mail(t))));
    Optional<String> url = webhook.flatMap(w -> w.text(URL));
    Optional<String> name = secret.flatMap(s -> s.text(SECRET));
    url.ifPresent(u -> name.ifPresent(n -> to.add(new Webhook(u, n))));
    return to;
  }

  /** Each operation, and each kind of them. */
  private static String operations() {
    Set<String> names = new TreeSet<>();
    for (Operation operation : Operation.values()) {
      names.add(operation.text());
      names.add(operation.text().substring(0, operation.text().indexOf('.')));
    }
    return names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }
}
