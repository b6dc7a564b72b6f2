package dev.gitmodel.store;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Source;
import dev.gitmodel.model.Version;
import java.util.List;

/** The versions of a model that name the same source, lowest first. */
public record Link(ModelName model, Source source, List<Version> versions) {
  public Link {
    versions = List.copyOf(versions);
  }
}
