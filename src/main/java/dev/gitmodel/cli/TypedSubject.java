package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.Subject;

/**
 * A version or a commit as it is typed. A word without an {@code @} that stock git knows where the
 * user stands ({@code origin/main}, {@code HEAD~1}, {@code v1.2.0}) is the commit; every other is a
 * reference, and {@code NAME@latest} always is one.
 */
record TypedSubject(Subject subject, String typed) {
  static final String LABEL = "REF|COMMIT";

  static TypedSubject of(Caller caller, String typed) {
    boolean gitOnly = typed.contains("@{");
    boolean reference = typed.equals(".") || (typed.contains("@") && !gitOnly);
    if (!reference && caller.use().findCommit().knows(typed)) {
      return new TypedSubject(new Subject.Here(caller.model(TypedModel.HERE), typed), typed);
    }
    return new TypedSubject(new Subject.Published(caller.reference(reference(typed))), typed);
  }

  /** One to hold against a version of {@code model}: a selector alone is of the same model. */
  static Subject beside(Caller caller, ModelName model, String typed) {
    return Selector.isSelector(typed)
        ? new Subject.Published(new Reference(model, Selector.parse(typed)))
        : of(caller, typed).subject();
  }

  /** What can't even be a model's name was meant as a commit, if it has no selector. */
  private static TypedReference reference(String typed) {
    try {
      return TypedReference.parse(typed);
    } catch (RegistryException e) {
      if (typed.contains("@")) {
        throw e;
      }
      throw RegistryException.invalid(
          e.text() + ", and Git knows no commit of that name here",
          e.hint() + "; in a clone of the model a branch, a tag or a commit will do");
    }
  }

  /** What it is called in a title: {@code acme/iris@1.0.0}, or {@code HEAD (1.1.0)}. */
  String label(ModelVersion version) {
    return subject instanceof Subject.Here
        ? typed + " (" + version.version() + ")"
        : version.reference().toString();
  }
}
