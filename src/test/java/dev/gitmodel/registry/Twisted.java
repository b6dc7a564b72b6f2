package dev.gitmodel.registry;

import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** A store that answers as another does, but for one question. */
final class Twisted {
  private Twisted() {}

  /** Answers one question: {@code asked} goes on to the real one. */
  interface Answer {
    Object to(Object[] arguments, Asked real) throws Throwable;
  }

  /** What the real one says. */
  interface Asked {
    Object answer() throws Throwable;
  }

  /** Another answer of the store itself. */
  static ModelStore answers(ModelStore real, String question, Answer answer) {
    return proxy(ModelStore.class, real, question, answer);
  }

  /** Another answer of the snapshots; it gets what the real one says. */
  static ModelStore store(ModelStore real, String question, Function<Object, Object> answer) {
    Answer twisted = (arguments, asked) -> answer.apply(asked.answer());
    return proxy(
        ModelStore.class,
        real,
        "look",
        (arguments, asked) -> proxy(Snapshot.class, (Snapshot) asked.answer(), question, twisted));
  }

  /** Another answer of the file stores. */
  static ModelStore files(ModelStore real, String question, Answer answer) {
    return proxy(
        ModelStore.class,
        real,
        "files",
        (arguments, asked) -> proxy(FileStore.class, (FileStore) asked.answer(), question, answer));
  }

  private static <T> T proxy(Class<T> type, T real, String question, Answer answer) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Asked asked = () -> invoke(method, real, arguments);
              return method.getName().equals(question)
                  ? answer.to(arguments, asked)
                  : asked.answer();
            });
    return type.cast(proxy);
  }

  private static Object invoke(Method method, Object real, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
