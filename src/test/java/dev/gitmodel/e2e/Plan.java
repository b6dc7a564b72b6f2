package dev.gitmodel.e2e;

import dev.gitmodel.e2e.Strace.Call;
import dev.gitmodel.e2e.Strace.Traced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * At which of the calls that a command makes something is done to it: at each, but for those
 * spared, which are another command's already or no other state; the sites required are reached.
 */
record Plan(List<Shot> shots, List<Shot> spared, Set<Site> required) {
  /** What a call is about, and how many such there were up to it, itself included. */
  record Site(String what, int time) {}

  /** The {@code n}th call of that name that any thread makes. */
  record Shot(String name, int n) {}

  static Plan of(Traced whole, Map<Call, Site> sites, Set<Site> known) {
    Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
    whole
        .most()
        .forEach(
            (name, most) -> {
              for (int n = 1; n <= most; n++) {
                Shot shot = new Shot(name, n);
                List<Site> hit = nth(whole, shot).stream().map(sites::get).toList();
                boolean spare =
                    hit.stream().allMatch(site -> repeats(site) || known.contains(site));
                (spare ? plan.spared : plan.shots).add(shot);
                // Of several threads, one is the first; which one, nobody knows.
                if (!spare && hit.size() == 1) {
                  plan.required.addAll(hit);
                }
              }
            });
    return plan;
  }

  /**
   * One more object that nothing refers to, or file that nobody sees or that is only believed after
   * it was checked, is no other state.
   */
  private static boolean repeats(Site site) {
    boolean loose = site.what().matches(".*/objects/xx(/tmp_obj_\\*)?");
    boolean cached = site.what().contains(" /cache/");
    return (loose && site.time() > 2)
        || (cached && site.time() > 3)
        || (site.what().contains("/.making-*/") && site.time() > 1);
  }

  /** The call of that number of each thread that made so many, in their order. */
  static List<Call> nth(Traced traced, Shot shot) {
    Map<Integer, Integer> counts = new HashMap<>();
    return traced.calls().stream()
        .filter(call -> call.name().equals(shot.name))
        .filter(call -> counts.merge(call.thread(), 1, Integer::sum) == shot.n)
        .toList();
  }
}
