package dev.gitmodel.cli;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Checkpoint;
import dev.gitmodel.registry.Checkpoint.Head;
import dev.gitmodel.registry.Checkpoint.ModelHead;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A checkpoint in its documented JSON shape, and back. */
final class CheckpointJson {
  static final String SHAPE =
      "{\"format\":\"git-model audit checkpoint 1\",\"taken\",\"registry\":{\"head\",\"entries\"},"
          + "\"models\":[{\"model\",\"head\",\"entries\",\"at\"}]}; head is the newest entry's"
          + " commit, entries how many there were, at when it was written; registry is the history of"
          + " registry.yaml, only of a checkpoint of all";
  private static final String FORMAT = "git-model audit checkpoint 1";

  private CheckpointJson() {}

  static Map<String, Object> of(Checkpoint checkpoint) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("taken", checkpoint.taken());
    checkpoint.registry().ifPresent(head -> tree.put("registry", head));
    tree.put("models", checkpoint.models().stream().map(CheckpointJson::of).toList());
    return tree;
  }

  private static Map<String, Object> of(ModelHead head) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("model", head.model());
    tree.put("head", head.log().head());
    tree.put("entries", head.log().entries());
    tree.put("at", head.at());
    return tree;
  }

  /** INVALID where the file is no checkpoint. */
  static Checkpoint read(Path file) {
    Object tree = Json.read(Input.file(file), file.toString());
    try {
      Map<?, ?> root = cast(Map.class, tree);
      if (!FORMAT.equals(root.get("format"))) {
        throw new ClassCastException("it does not begin with its format");
      }
      List<ModelHead> models = new ArrayList<>();
      for (Object model : cast(List.class, root.get("models"))) {
        models.add(modelHead(cast(Map.class, model)));
      }
      Optional<Head> registry =
          root.containsKey("registry")
              ? Optional.of(head(cast(Map.class, root.get("registry"))))
              : Optional.empty();
      return new Checkpoint(time(root.get("taken")), registry, models);
    } catch (ClassCastException | DateTimeParseException | RegistryException e) {
      throw RegistryException.invalid(
          file + " is not a checkpoint", "one is written by: git model audit checkpoint -o FILE");
    }
  }

  private static ModelHead modelHead(Map<?, ?> tree) {
    ModelName model = ModelName.parse(cast(String.class, tree.get("model")));
    return new ModelHead(model, head(tree), time(tree.get("at")));
  }

  private static Head head(Map<?, ?> tree) {
    long entries = cast(Long.class, tree.get("entries"));
    return new Head(new Revision(cast(String.class, tree.get("head"))), (int) entries);
  }

  private static Instant time(@Nullable Object value) {
    return Instant.parse(cast(String.class, value));
  }

  private static <T> T cast(Class<T> type, @Nullable Object value) {
    if (value == null) {
      throw new ClassCastException("a field is missing");
    }
    return type.cast(value);
  }
}
