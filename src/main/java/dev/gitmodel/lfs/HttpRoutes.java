package dev.gitmodel.lfs;

import java.net.URI;

/** Knows the {@link HttpRoute} to every URL; asked from several threads. */
@FunctionalInterface
public interface HttpRoutes {
  HttpRoute to(URI url);
}
