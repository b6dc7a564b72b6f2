package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.util.Map;

/** Where the LFS service of a repository is now, which an SSH server may say anew for each call. */
public interface LfsAddress {
  /** The base of its URLs, and the fields that it wants to see. */
  record Place(URI base, HttpFields fields) {
    /** What an SSH server says; UNAVAILABLE where nobody can go there. */
    public static Place of(String base, Map<String, String> fields) {
      HttpFields all = HttpFields.of(fields);
      return Urls.absolute(base)
          .filter(url -> all.wellFormed())
          .map(url -> new Place(url, all))
          .orElseThrow(
              () ->
                  new RegistryException(
                      Problem.UNAVAILABLE,
                      "the SSH server names an LFS server that nobody can go to",
                      "tell whoever runs the host"));
    }
  }

  /** Where it is; may ask. */
  Place place();

  /** {@code refused} is no longer taken; false where asking again would say the same. */
  boolean renew(Place refused);

  /** A service whose address is known. */
  static LfsAddress of(URI base) {
    return new LfsAddress() {
      @Override
      public Place place() {
        return new Place(base, HttpFields.NONE);
      }

      @Override
      public boolean renew(Place refused) {
        return false;
      }
    };
  }
}
