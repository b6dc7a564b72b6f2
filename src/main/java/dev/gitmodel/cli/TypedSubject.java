package dev.gitmodel.cli;

import dev.gitmodel.model.ModelVersion;
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
    return new TypedSubject(
        new Subject.Published(caller.reference(TypedReference.parse(typed))), typed);
  }

  /** What it is called in a title: {@code acme/iris@1.0.0}, or {@code HEAD (1.1.0)}. */
  String label(ModelVersion version) {
    return subject instanceof Subject.Here
        ? typed + " (" + version.version() + ")"
        : version.reference().toString();
  }
}
