package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Lineage.Check;
import dev.gitmodel.registry.Lineage.Edge;
import dev.gitmodel.registry.Lineage.Relation;
import dev.gitmodel.store.Kin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of a model and what is behind each, by what is kept of them. */
record Kinship(ModelName model, List<Kin> kin, Map<Revision, Kin> byCommit) {
  Kinship(ModelName model, List<Kin> kin) {
    this(model, kin, new HashMap<>());
    kin.forEach(one -> byCommit.put(one.commit(), one));
  }

  /** True where behind the versions is nothing but versions. */
  boolean whole() {
    return kin.stream().allMatch(one -> byCommit.keySet().containsAll(one.parents()));
  }

  void addTo(LineageGraph graph) {
    for (Kin one : kin) {
      String id = id(one);
      graph.add(SourceTarget.node(id, one.digest(), one.summary()));
      for (int i = 0; i < one.parents().size(); i++) {
        Relation relation = i == 0 ? Relation.PARENT : Relation.MERGED;
        Kin parent = Optional.ofNullable(byCommit.get(one.parents().get(i))).orElseThrow();
        boolean sound = parent.sound();
        graph.add(
            new Edge(
                id,
                relation,
                id(parent),
                sound ? Check.VERIFIED : Check.UNVERIFIED,
                sound ? Optional.empty() : Optional.of(SourceTarget.BROKEN)));
      }
    }
  }

  private String id(Kin one) {
    return Reference.to(model, one.version()).toString();
  }
}
