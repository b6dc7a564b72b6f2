package dev.gitmodel.git;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pairs whose keys are in order already: a tree of them is made in one pass, and not by a search
 * for each, which takes longer than all the rest of reading very many refs.
 */
// A tree is made in one pass of this interface only.
@SuppressWarnings("JdkObsolete")
final class InOrder<K extends Comparable<K>, V> extends AbstractMap<K, V>
    implements SortedMap<K, V> {
  private final List<Map.Entry<K, V>> pairs;

  private InOrder(List<Map.Entry<K, V>> pairs) {
    this.pairs = pairs;
  }

  /** A tree of the pairs; of two with the same key it has the later one. */
  static <K extends Comparable<K>, V> NavigableMap<K, V> tree(List<Map.Entry<K, V>> pairs) {
    for (int i = 1; i < pairs.size(); i++) {
      if (pairs.get(i - 1).getKey().compareTo(pairs.get(i).getKey()) >= 0) {
        TreeMap<K, V> tree = new TreeMap<>();
        pairs.forEach(pair -> tree.put(pair.getKey(), pair.getValue()));
        return tree;
      }
    }
    return new TreeMap<>((SortedMap<K, V>) new InOrder<>(pairs));
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return pairs.iterator();
      }

      @Override
      public int size() {
        return pairs.size();
      }
    };
  }

  @Override
  public @Nullable Comparator<? super K> comparator() {
    return null;
  }

  @Override
  public SortedMap<K, V> subMap(K from, K to) {
    throw new UnsupportedOperationException("a tree is made of it");
  }

  @Override
  public SortedMap<K, V> headMap(K to) {
    throw new UnsupportedOperationException("a tree is made of it");
  }

  @Override
  public SortedMap<K, V> tailMap(K from) {
    throw new UnsupportedOperationException("a tree is made of it");
  }

  @Override
  public K firstKey() {
    return pairs.get(0).getKey();
  }

  @Override
  public K lastKey() {
    return pairs.get(pairs.size() - 1).getKey();
  }
}
