package dev.gitmodel.registry;

import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** A store that answers as another does, but for one question. */
final class Twisted {
  private Twisted() {}

  /** {@code answer} gets what the real snapshot says. */
  static ModelStore store(ModelStore real, String question, Function<Object, Object> answer) {
    return proxy(
        ModelStore.class,
        real,
        "look",
        found -> proxy(Snapshot.class, (Snapshot) found, question, answer));
  }

  private static <T> T proxy(
      Class<T> type, T real, String question, Function<Object, Object> answer) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                Object found = method.invoke(real, arguments);
                return method.getName().equals(question) ? answer.apply(found) : found;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
