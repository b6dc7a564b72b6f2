package dev.gitmodel.cli;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Expected;
import dev.gitmodel.registry.ListAliases;
import dev.gitmodel.registry.MoveAlias;
import dev.gitmodel.registry.RemoveAlias;
import dev.gitmodel.registry.ShowModel;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code alias}: lists a model's aliases, puts one on a version, or takes one away. */
final class AliasCommand implements Command {
  private final Arg<TypedReference> ref =
      Arg.required("REF", TypedReference::parse, "the version; to list or remove, the model");
  private final Arg<Optional<AliasName>> alias =
      Arg.optional("ALIAS", AliasName::new, "the alias to set or move; none lists them");
  private final Arg<Optional<Expected>> expect =
      Arg.option(
          "V",
          Expected::parse,
          "only if the alias is on this version now; 'none': only if it is not set",
          "--expect");
  private final Arg<Optional<String>> reason =
      Arg.option("TEXT", s -> s, "why, for the audit log", "--reason");
  private final Arg<Boolean> remove = Arg.flag("take the alias away", "--remove");
  private final Arg<Optional<Moment>> at =
      Arg.option("DATE", Moment::new, "list those of then, and who put them there and why", "--at");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "alias",
            "Sets, moves, removes or lists aliases; the gates of the policy apply.",
            ref,
            alias,
            expect,
            reason,
            remove,
            at,
            writing.arg())
        .json(
            "{\"model\",\"aliases\":{alias: version},\"unreadable\":[]}; with --at {\"model\",\"at\",\"holders\":[{"
                + "\"alias\",\"version\",\"put\":{\"by\":{\"name\",\"email\"},\"at\",\"reason\",\"entry\"},\"retired\"}]};"
                + " of a change "
                + Writing.JSON.formatted("\"model\",\"alias\",\"from\",\"to\",\"verdict\""))
        .example("git model alias support-assistant@1.2.0 champion --expect 1.1.0")
        .example("git model alias support-assistant")
        .example("git model alias support-assistant --at 2026-03-01");
  }

  @Override
  public int run(Caller caller) {
    Reference to = caller.reference(ref.value());
    Optional<AliasName> name = alias.value();
    if (at.value().isPresent()) {
      return listThen(caller, to, at.value().get());
    }
    if (name.isEmpty()) {
      mustNameAlias(to);
      return list(caller, to);
    }
    return remove.value() ? remove(caller, to, name.get()) : move(caller, to, name.get());
  }

  private int list(Caller caller, Reference typed) {
    mustBeModelAlone(typed);
    var model =
        caller
            .use()
            .showModel()
            .apply(new ShowModel.Request(typed.model(), Optional.empty(), Optional.of(Set.of())));
    // What else can't be read takes no alias away.
    List<Finding> strays =
        model.unreadable().stream().filter(f -> f.subject().startsWith("refs/aliases/")).toList();
    caller
        .out()
        .show(
            new Aliases(model.model(), model.aliases(), strays),
            shown -> print(caller.out(), shown));
    return Findings.partial(strays);
  }

  private static void print(Output out, Aliases shown) {
    out.pairs(
        shown.aliases().entrySet().stream()
            .map(e -> Map.entry(e.getKey().text(), e.getValue().toString())));
    shown.unreadable().forEach(f -> Findings.warn(out, f));
    if (shown.aliases().isEmpty() && shown.unreadable().isEmpty()) {
      out.hint("no aliases yet: git model alias " + shown.model() + "@VERSION ALIAS");
    }
  }

  private int listThen(Caller caller, Reference typed, Moment then) {
    if (alias.value().isPresent() || remove.value()) {
      throw RegistryException.invalid(
          "the past can be listed, not changed", "git model alias " + typed.model() + " --at DATE");
    }
    mustBeModelAlone(typed);
    var request = new ListAliases.Request(typed.model(), then.last(caller.house().now()));
    AliasesThen.show(caller.out(), caller.use().listAliases().apply(request));
    return ExitCode.DONE;
  }

  /** The JSON shape of the list. */
  private record Aliases(
      ModelName model, Map<AliasName, Version> aliases, List<Finding> unreadable) {}

  private int move(Caller caller, Reference to, AliasName name) {
    MoveAlias useCase = caller.use().moveAlias();
    var request =
        new MoveAlias.Request(
            caller.actor(), to.model(), name, to.selector(), expected(), reason.value());
    var done = writing.run(request, useCase::apply, useCase::plan);
    return writing.tell(
        caller.out(),
        done,
        r -> new Deed("", "move", r.alias() + " → " + Reference.to(r.model(), r.to())));
  }

  private int remove(Caller caller, Reference typed, AliasName name) {
    if (!(typed.selector() instanceof Selector.Latest)) {
      throw RegistryException.invalid(
          "name the model alone with --remove",
          "git model alias " + typed.model() + " " + name + " --remove");
    }
    RemoveAlias useCase = caller.use().removeAlias();
    var request =
        new RemoveAlias.Request(caller.actor(), typed.model(), name, expected(), reason.value());
    var done = writing.run(request, useCase::apply, useCase::plan);
    return writing.tell(
        caller.out(),
        done,
        r -> {
          String which = writing.rehearsed() ? ", which is on " : ", which was on ";
          String what = r.alias() + which + Reference.to(r.model(), r.from());
          return new Deed("Removed", "remove", what);
        });
  }

  private Expected expected() {
    return expect.value().orElseGet(Expected.Anywhere::new);
  }

  /** A change without its alias is not taken for a look. */
  private void mustNameAlias(Reference typed) {
    if (remove.value() || expect.value().isPresent() || reason.value().isPresent()) {
      throw RegistryException.invalid(
          "name the alias to change",
          "git model alias "
              + (remove.value() ? typed.model() + " ALIAS --remove" : typed + " ALIAS"));
    }
  }

  private static void mustBeModelAlone(Reference typed) {
    if (!(typed.selector() instanceof Selector.Latest)) {
      throw RegistryException.invalid(
          "name the model alone to list aliases", "git model alias " + typed.model());
    }
  }
}
