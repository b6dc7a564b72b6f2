package dev.gitmodel.store;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Keeping a model's repository sound and small. */
public interface Care {
  /**
   * The end of the name of a ref that has no meaning: {@link #rights} makes one in each namespace,
   * moves it and removes it, and no rule of ours is about it.
   */
  String PROBE = "git-model-probe";

  /** What nothing refers to, freed unless it is a dry run. */
  Freed collect(ModelName model, Collecting how);

  /** What is to be freed: older than {@code grace}, and only named in a dry run. */
  record Collecting(Duration grace, Copies copies, boolean dryRun) {}

  /** What becomes of large files that are here only because they were used, and are on a host. */
  enum Copies {
    KEPT,
    DROPPED
  }

  /**
   * Names and bytes of what was, or would be, freed; and how many bytes are still here in copies of
   * large files that a host keeps, none where there is no host.
   */
  record Freed(List<Garbage> garbage, OptionalLong copies) {
    /** All of it, in bytes. */
    public long bytes() {
      return garbage.stream().mapToLong(Garbage::bytes).sum();
    }
  }

  /** One thing nothing refers to. */
  record Garbage(String what, long bytes) {}

  /** Everything wrong with the model: objects, digests, tags, notes, audit, settings, leftovers. */
  List<Finding> examine(ModelName model, Examination how, Progress progress);

  /** As above, with nobody watching. */
  default List<Finding> examine(ModelName model, Examination how) {
    return examine(model, how, Progress.NONE);
  }

  /** How thoroughly to look. */
  enum Examination {
    /** Refs and settings only. */
    REFS,
    /** Also what a killed process left over. */
    PRESENCE,
    /** Also the content of every object. */
    CONTENT
  }

  /**
   * What the user may not do where the model's repository is, tried there with refs of no meaning;
   * empty where there is nobody to ask, because it is a folder here.
   */
  default Optional<List<Finding>> rights(ModelName model) {
    return Optional.empty();
  }

  /** Mends what a crash can leave; says what it did or, in a dry run, what it would do. */
  List<Mend> mend(ModelName model, boolean dryRun);

  /**
   * One thing that is mended: the subject of the {@link Finding} that goes with it, if there is
   * one, and the deed in the words for having done it and for only rehearsing it.
   */
  record Mend(String subject, String done, String todo) {}

  /**
   * One thing that is wrong: what it is about, what is the matter, and what to type. The matter,
   * which mostly is what an error says, does not name again the model that the subject names.
   */
  record Finding(String subject, String matter, String hint) {
    private static final Pattern BEHIND_THE_MODEL = Pattern.compile("[@: ]");

    public Finding {
      String model = BEHIND_THE_MODEL.split(subject, 2)[0];
      if (matter.startsWith(model + ": ")) {
        matter = matter.substring(model.length() + 2);
      }
      matter = matter.replaceFirst(" of " + Pattern.quote(model) + "(?=[:, ]|$)", "");
    }

    /** The same beside what is found in other models. */
    public Finding of(ModelName model) {
      boolean named = subject.equals(model.toString()) || subject.startsWith(model + "@");
      return named ? this : new Finding(model + ": " + subject, matter, hint);
    }

    /** CORRUPT, for who needs what it is about. */
    public RegistryException refusal(ModelName model) {
      return new RegistryException(Problem.CORRUPT, model + ": " + subject + " " + matter, hint);
    }
  }
}
