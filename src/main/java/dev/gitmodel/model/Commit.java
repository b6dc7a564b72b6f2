package dev.gitmodel.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A commit of a model's history: the commits it follows, and its message with its trailers. */
public record Commit(Revision id, List<Revision> parents, String message) {
  private static final Pattern TRAILER = Pattern.compile("[A-Za-z][A-Za-z0-9-]*: .*");
  private static final Pattern BLANK_LINES = Pattern.compile("\n\\s*\n");

  public Commit {
    parents = List.copyOf(parents);
  }

  /** The first line. */
  public String subject() {
    return message.strip().lines().findFirst().orElse("");
  }

  /** What stands between the first line and the trailers; empty where nothing does. */
  public Optional<String> body() {
    List<String> parts = paragraphs();
    int end = trailers().isEmpty() ? parts.size() : parts.size() - 1;
    return end < 2
        ? Optional.empty()
        : Optional.of(parts.subList(1, end).stream().collect(Collectors.joining("\n\n")));
  }

  /** The value of a trailer. */
  public Optional<String> trailer(String key) {
    return Optional.ofNullable(trailers().get(key));
  }

  /** Only the last paragraph, so that nothing in the words before it can pass for one. */
  private Map<String, String> trailers() {
    List<String> parts = paragraphs();
    Map<String, String> trailers = new LinkedHashMap<>();
    if (parts.size() > 1) {
      List<String> lines = parts.get(parts.size() - 1).lines().toList();
      if (lines.stream().allMatch(line -> TRAILER.matcher(line).matches())) {
        lines.forEach(
            line -> {
              int colon = line.indexOf(": ");
              trailers.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
            });
      }
    }
    return trailers;
  }

  private List<String> paragraphs() {
    return Arrays.stream(BLANK_LINES.split(message.strip(), -1)).map(String::strip).toList();
  }
}
