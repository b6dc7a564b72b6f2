package dev.gitmodel.lfs;

import java.net.URI;

/** One request, as it is before the user's own fields for its URL are added. */
record Call(String method, URI url, HttpFields fields, Body body) {
  private static final String JSON = "application/vnd.git-lfs+json";

  /** A document of the LFS protocol. */
  static Call json(URI url, HttpFields fields, byte[] document) {
    HttpFields own = HttpFields.of("Accept", JSON).with("Content-Type", JSON);
    return new Call("POST", url, own.with(fields), Body.of(document));
  }

  Call with(HttpFields more) {
    return new Call(method, url, fields.with(more), body);
  }

  Call with(Login login) {
    return with(HttpFields.of("Authorization", login.basic()));
  }

  /** The same, elsewhere; a secret stays with the server that it was meant for. */
  Call at(URI other) {
    HttpFields kept = Urls.sameOrigin(url, other) ? fields : fields.withoutSecrets();
    return new Call(method, other, kept, body);
  }
}
